import { expect, test } from 'vitest';

import { Evaluator, gaussiansOf } from '../../src/lib/gaussians';
import { Mixture } from '../../src/lib/mixture';

const ROWS = new Float64Array([0.25, -1, 0.5, 0.4, 0.75, 2, -1, 0.7]);
const SAME = new Mixture([
  { weight: 0.25, mean: { x: -1, y: 0.5 }, scale: 0.4 },
  { weight: 0.75, mean: { x: 2, y: -1 }, scale: 0.7 },
]);

test.each([0, 0.5, 3])('density and score under noise %f are those of the small mixture', (sigma) => {
  const field = new Evaluator(gaussiansOf(ROWS), sigma);
  const same = SAME.smoothed(sigma);
  const score = new Float64Array(2);
  for (const [x, y] of [
    [0.3, 0.1],
    [-3, 3],
    [2, -1],
  ] as const) {
    field.at(x, y);
    same.score(x, y, score);
    expect(Math.exp(field.log) / same.density(x, y)).toBeCloseTo(1, 10);
    expect(field.sx).toBeCloseTo(score[0]!, 10);
    expect(field.sy).toBeCloseTo(score[1]!, 10);
  }
});

test('where every density underflows its log is still known', () => {
  const thin = new Evaluator(gaussiansOf(new Float64Array([0.5, 0, 0, 0.005, 0.5, 3, 0, 0.005])));
  thin.at(1, 0);
  expect(thin.log).toBeCloseTo(Math.log(0.5 / (2 * Math.PI * 0.005 ** 2)) - 1 / (2 * 0.005 ** 2), 6);
  expect(thin.sx).toBeCloseTo(-1 / 0.005 ** 2, 6);
});
