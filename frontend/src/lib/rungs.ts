/** The noise levels of a walk, from its first step on, and where along them it stands. */

/** A level (world units) and how many steps are taken at it. */
export type Rung = readonly [sigma: number, steps: number];

export function stepsOf(rungs: readonly Rung[]): number {
  return rungs.reduce((sum, [, steps]) => sum + steps, 0);
}

/** The noise a walk stands under after so many steps: that of its last step, of its first before any, 0 at its end. */
export function sigmaAt(rungs: readonly Rung[], step: number): number {
  let end = 0;
  for (const [sigma, steps] of rungs) {
    end += steps;
    if (step <= end - 1 || (step === end && end < stepsOf(rungs))) return sigma;
  }
  return 0;
}
