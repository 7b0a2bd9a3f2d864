/** Where a level of noise lies along a walk: 0 at its first step, 1 at its last; evenly in log sigma between levels. */

import type { Rung } from '../lib/rungs';

/** Without a walk: from so much that any drawing is one hill down to next to nothing. */
const ALONE: readonly Rung[] = [
  [8, 1],
  [0.05, 1],
];

export interface Axis {
  readonly largest: number;
  readonly smallest: number;
  sigmaAt(place: number): number;
  placeOf(sigma: number): number;
}

export function axisOf(rungs: readonly Rung[]): Axis {
  const levels = distinct(rungs.length > 1 ? rungs : ALONE);
  const [first, last] = [levels[0], levels.at(-1)];
  const [largest, smallest] = [first?.sigma ?? 1, last?.sigma ?? 1];
  return {
    largest,
    smallest,
    sigmaAt: (place) => Math.exp(-between(levels, place, 'place', 'fall')),
    placeOf: (sigma) => between(levels, fallOf(Math.min(largest, Math.max(smallest, sigma))), 'fall', 'place'),
  };
}

interface Level {
  readonly sigma: number;
  readonly fall: number;
  readonly place: number;
}

/** Minus the log, which rises along the walk. */
function fallOf(sigma: number): number {
  return -Math.log(sigma);
}

function distinct(rungs: readonly Rung[]): Level[] {
  const levels: { sigma: number; step: number }[] = [];
  let step = 0;
  for (const [sigma, steps] of rungs) {
    if (levels.at(-1)?.sigma !== sigma) levels.push({ sigma, step });
    step += steps;
  }
  const end = levels.at(-1)?.step ?? 0;
  return levels.map(({ sigma, step: at }) => ({ sigma, fall: fallOf(sigma), place: end > 0 ? at / end : 0 }));
}

/** Piecewise linear. */
function between(levels: readonly Level[], value: number, from: 'place' | 'fall', to: 'place' | 'fall'): number {
  const beyond = levels.findIndex((level) => level[from] >= value);
  const at = beyond < 0 ? levels.length - 1 : Math.max(1, beyond);
  const [a, b] = [levels[at - 1], levels[at]];
  if (!a || !b) return levels[0]?.[to] ?? 0;
  const span = b[from] - a[from];
  const part = span > 0 ? Math.min(1, Math.max(0, (value - a[from]) / span)) : 0;
  return a[to] + part * (b[to] - a[to]);
}
