import { expect, test } from 'vitest';

import { gaussiansOf } from '../../src/lib/gaussians';
import { Mixture } from '../../src/lib/mixture';
import { densityUnder, scoreUnder } from '../../src/lib/under-noise';

const PARTS = gaussiansOf(new Float64Array([0.2, -1, 0.5, 0.4, 0.8, 2, -1, 0.7]));
const MIXTURE = new Mixture([
  { weight: 0.2, mean: { x: -1, y: 0.5 }, scale: 0.4 },
  { weight: 0.8, mean: { x: 2, y: -1 }, scale: 0.7 },
]);
const SIDE = 64;
const centre = (at: number) => ((at + 0.5) / SIDE) * 8 - 4;

test('the density under noise is that of variances grown by it, lowest row first', () => {
  const found = densityUnder(PARTS, 0.5, SIDE);
  const exact = MIXTURE.smoothed(0.5);
  for (const [row, column] of [
    [36, 24],
    [24, 48],
    [5, 60],
  ] as const) {
    const value = exact.density(centre(column), centre(row));
    expect(Math.abs(found[row * SIDE + column]! - value)).toBeLessThan(4e-4);
  }
  expect(found[24 * SIDE + 48]).toBeGreaterThan(found[48 * SIDE + 24]! * 10);
});

test('its mass is the mass in the box', () => {
  expect(densityUnder(PARTS, 0, SIDE).reduce((sum, value) => sum + value, 0) / 64).toBeCloseTo(1, 2);
  // 8 units of a very flat one
  const flat = densityUnder(PARTS, 20, SIDE).reduce((sum, value) => sum + value, 0) / 64;
  expect(flat).toBeCloseTo(0.0251, 3);
});

test('a part much thinner than a cell is neither lost nor doubled', () => {
  const thin = gaussiansOf(new Float64Array([1, 0.03, 0.03, 0.002]));
  const mass = densityUnder(thin, 0, SIDE).reduce((sum, value) => sum + value, 0) / 64;
  expect(Math.abs(mass - 1)).toBeLessThan(0.08);
});

test('the score under noise is that of the smoothed mixture', () => {
  const found = scoreUnder(PARTS, 0.9, SIDE);
  const score = new Float64Array(2);
  MIXTURE.smoothed(0.9).score(centre(10), centre(50), score);
  expect(found[2 * (50 * SIDE + 10)]).toBeCloseTo(score[0]!, 5);
  expect(found[2 * (50 * SIDE + 10) + 1]).toBeCloseTo(score[1]!, 5);
});
