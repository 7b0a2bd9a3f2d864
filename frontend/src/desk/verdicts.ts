/** What a column of figures lets one say: which is best, what is chance, and what cannot be told from exact samples. */

import { withinNoise, type Interval } from '../lib/statistics';
import type { Measure } from '../protocol/generated';

/** What the table and the charts need to know of a measure. */
export type Column = Pick<Measure, 'name' | 'title' | 'unit' | 'of' | 'better' | 'floor' | 'log' | 'explanation'>;

export interface Reading {
  /** The mean where the panel was repeated, else its own figure; null where there is none. */
  readonly value: number | null;
  /** Over the seeds; null where the panel was not repeated. */
  readonly interval: Interval | null;
  /** What exact samples score; null where the measure has no floor. */
  readonly floor: number | null;
  /** The step that the figure is of; null for means of values of different steps and where there is no figure. */
  readonly step: number | null;
}

/** best: better than the rest; noise: within the seeds' noise of the best; floor: as good as exact samples. */
export type Verdict = 'best' | 'noise' | 'floor' | null;

/**
 * Half-width of a floor's own noise, of the floor, where no seeds were repeated: the mean of |z| is 0.80 and its
 * standard deviation 0.60 for a normal z, so one draw of exact samples lies within 0.75 floors of the floor as a rule.
 */
const FLOOR_NOISE = 0.75;

export function verdictsOf({ better }: Pick<Column, 'better'>, readings: readonly Reading[]): Verdict[] {
  if (better === 'neither') return readings.map(() => null);
  if (readings.some(atFloor)) return readings.map((reading) => (atFloor(reading) ? 'floor' : null));
  const sign = better === 'lower' ? 1 : -1;
  const known = readings.filter((reading) => reading.value !== null);
  if (known.every(({ value }) => value === known[0]?.value)) return readings.map(() => null);
  const best = known.reduce((one, other) => (sign * ((other.value ?? 0) - (one.value ?? 0)) < 0 ? other : one));
  return readings.map((reading) => {
    if (reading.value === null) return null;
    if (reading.value === best.value) return 'best';
    return reading.interval && best.interval && withinNoise(reading.interval, best.interval) ? 'noise' : null;
  });
}

function atFloor({ value, floor, interval }: Reading): boolean {
  if (value === null || floor === null) return false;
  return value <= floor + (interval?.half ?? FLOOR_NOISE * floor);
}
