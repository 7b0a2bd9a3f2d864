import { expect, test } from 'vitest';

import { sigmaAt, stepsOf } from '../../src/lib/rungs';

/** Two steps at 3, two at 1, and the last, which takes the noise away. */
const RUNGS = [
  [3, 2],
  [1, 2],
  [1, 1],
] as const;

test('a walk stands under the noise of its last step, and under none at its end', () => {
  expect([0, 1, 2, 3, 4, 5, 9].map((step) => sigmaAt(RUNGS, step))).toEqual([3, 3, 3, 1, 1, 0, 0]);
  expect(stepsOf(RUNGS)).toBe(5);
});

test('a walk without levels stands under none', () => {
  expect([sigmaAt([], 3), stepsOf([])]).toEqual([0, 0]);
});
