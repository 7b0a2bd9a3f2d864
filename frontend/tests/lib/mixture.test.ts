import { expect, test } from 'vitest';

import { Mixture } from '../../src/lib/mixture';

const TWO = new Mixture([
  { weight: 1, mean: { x: -1, y: 0.5 }, scale: 0.4 },
  { weight: 3, mean: { x: 2, y: -1 }, scale: 0.7 },
]);

test('the density is that of the formula', () => {
  const one = (w: number, dx: number, dy: number, v: number) =>
    (w / (2 * Math.PI * v)) * Math.exp(-(dx * dx + dy * dy) / (2 * v));
  expect(TWO.density(0.3, 0.1)).toBeCloseTo(one(0.25, 1.3, -0.4, 0.16) + one(0.75, -1.7, 1.1, 0.49), 12);
});

test.each([
  [0.3, 0.1],
  [-1, 0.5],
  [1.9, -0.2],
])('the score at (%f, %f) is the slope of the log density', (x, y) => {
  const score = new Float64Array(2);
  TWO.score(x, y, score);
  const log = (a: number, b: number) => Math.log(TWO.density(a, b));
  const h = 1e-5;
  expect(score[0]).toBeCloseTo((log(x + h, y) - log(x - h, y)) / (2 * h), 6);
  expect(score[1]).toBeCloseTo((log(x, y + h) - log(x, y - h)) / (2 * h), 6);
});

test('where every density underflows the score still points to the nearest part', () => {
  const thin = new Mixture([
    { weight: 0.5, mean: { x: 0, y: 0 }, scale: 0.005 },
    { weight: 0.5, mean: { x: 3, y: 0 }, scale: 0.005 },
  ]);
  const score = new Float64Array(2);
  thin.score(1, 0, score);
  expect(thin.density(1, 0)).toBe(0);
  expect(score[0]).toBeCloseTo(-1 / 0.005 ** 2, 6);
  expect(score[1]).toBe(0);
});

test('noise adds its variance', () => {
  expect(TWO.smoothed(0.3).parts.map(({ scale }) => scale)).toEqual([0.5, Math.hypot(0.7, 0.3)]);
});
