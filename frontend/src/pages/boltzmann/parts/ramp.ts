/** The first steps are slow enough to be watched, whatever the pace: [up to this step, steps a second at most]. */
const SLOW: readonly (readonly [step: number, pace: number])[] = [
  [3, 2],
  [8, 6],
  [20, 15],
];

/** Steps a second at this step; null is as fast as it goes. */
export function ramp(step: number, pace: number | null): number | null {
  const slow = SLOW.find(([until]) => step < until)?.[1] ?? Infinity;
  if (pace === null) return slow < Infinity ? slow : null;
  return Math.min(slow, pace);
}
