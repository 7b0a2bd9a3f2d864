/** What a column of figures lets one say: which is best, what is chance, and what cannot be told from exact samples. */

import { withinNoise, type Interval } from '../lib/statistics';
import type { Measure, Verdict as Told } from '../protocol/generated';

/** What the table and the charts need to know of a measure. */
export type Column = Pick<
  Measure,
  'name' | 'title' | 'unit' | 'of' | 'better' | 'error' | 'floor' | 'floor_95' | 'log' | 'explanation'
>;

export interface Reading {
  /** The mean where the panel was repeated, else its own figure; null where there is none. */
  readonly value: number | null;
  /** Over the seeds; null where the panel was not repeated. */
  readonly interval: Interval | null;
  /** The standard error of a single figure; null where it has none. */
  readonly error: number | null;
  /** What exact samples score on average, and in 95 of 100 at most; null where the measure has no floor. */
  readonly floor: number | null;
  readonly floor95: number | null;
  /** The step that the figure is of; null for means of values of different steps and where there is no figure. */
  readonly step: number | null;
  /** Why it may not be believed; null where it may. */
  readonly doubt: string | null;
  /** Whether the particles can be told from exact samples by it; null where nobody judged them. */
  readonly told: Told | null;
  /** What it was got for: only figures of equal footing can be better than each other; null is better than none. */
  readonly footing: string | null;
}

export const NO_READING: Reading = {
  ...{ value: null, interval: null, error: null, floor: null, floor95: null, step: null },
  ...{ doubt: null, told: null, footing: null },
};

/** best: better than the rest; noise: within the noise of the best; floor: cannot be told from exact samples. */
export type Verdict = 'best' | 'noise' | 'floor' | null;

/** Of the standard error of a difference, what 95 of 100 stay below. */
const Z_975 = 1.96;

export function verdictsOf({ better }: Pick<Column, 'better'>, readings: readonly Reading[]): Verdict[] {
  const nothing = readings.map(() => null);
  if (better === 'neither') return nothing;
  if (readings.some(passes)) return readings.map((reading) => (passes(reading) ? 'floor' : null));
  const rivals = readings.filter(({ value, doubt, footing }) => value !== null && doubt === null && footing !== null);
  const [first] = rivals;
  if (!first || rivals.some(({ footing }) => footing !== first.footing)) return nothing;
  if (rivals.every(({ value }) => value === first.value)) return nothing;
  const sign = better === 'lower' ? 1 : -1;
  const best = rivals.reduce((one, other) => (sign * ((other.value ?? 0) - (one.value ?? 0)) < 0 ? other : one));
  return readings.map((reading) => {
    if (!rivals.includes(reading)) return null;
    if (reading.value === best.value) return 'best';
    return isNear(reading, best) ? 'noise' : null;
  });
}

/** What the server says, whose rate of false alarms is measured: the page has no rule of its own. */
function passes({ value, doubt, told }: Reading): boolean {
  return value !== null && doubt === null && told !== null && told.holds;
}

/** Whether chance alone makes such a difference: between seeds where both were repeated, else by their errors. */
function isNear(one: Reading, best: Reading): boolean {
  if (one.interval && best.interval) return withinNoise(one.interval, best.interval);
  if (one.interval || best.interval || one.error === null || best.error === null) return false;
  return Math.abs((one.value ?? 0) - (best.value ?? 0)) <= Z_975 * Math.hypot(one.error, best.error);
}

/** One verdict on all seeds: at 5 false alarms in 100 two of five exact walks are called wrong in 2 of 100 repeats. */
export function toldOfSeeds(each: readonly (Told | null)[]): Told | null {
  const told = each.filter((verdict) => verdict !== null);
  if (told.length === 0 || told.length < each.length) return null;
  const holding = told.filter(({ holds }) => holds).length;
  const holds = holding >= told.length - 1;
  const sentence = `Of ${told.length} seeds ${holding} cannot be told from exact samples.`;
  return { holds, sentence, smallest_fault: null };
}
