import { expect, test } from 'vitest';

import { begin, DRAWN, HILLS, SADDLE, shareOf, STEPS } from '../../src/opening/lesson';

test('the saddle is where the slope along the way vanishes, nearer to the small hill', () => {
  const score = new Float64Array(2);
  const at = -2.5 + 5 * SADDLE;
  HILLS.score(at, at, score);
  expect(Math.abs(score[0]!)).toBeLessThan(1e-9);
  expect(SADDLE).toBeGreaterThan(0.45);
  expect(SADDLE).toBeLessThan(0.5);
});

test('both start alike, uniform on the box: half of them on either side', () => {
  const { plain, annealed } = begin();
  expect(plain.points).toEqual(annealed.points);
  expect(shareOf(plain)).toBeCloseTo(0.49, 1);
});

test('Langevin keeps about half in the small hill, the annealed walk a fifth', () => {
  const { plain, annealed } = begin();
  for (const walk of [plain, annealed]) walk.advance(STEPS);
  expect(plain.finished && annealed.finished).toBe(true);
  // three standard errors of 2,000 particles
  expect(Math.abs(shareOf(plain) - 0.495)).toBeLessThan(0.034);
  expect(Math.abs(shareOf(annealed) - DRAWN)).toBeLessThan(0.027);
});
