import { expect, test } from 'vitest';

import { centresOf } from '../../src/lib/centres';
import { gaussiansOf } from '../../src/lib/gaussians';
import { changeOnData, changes, densitiesWith, Halves, logit, sampled, scoresWith } from '../../src/lib/halves';
import { Mixture } from '../../src/lib/mixture';

const [LEFT, RIGHT] = [
  { x: -1, y: 0.5 },
  { x: 1.5, y: -1 },
];
/** 20 : 80, of which the first is a. */
const ROWS = new Float64Array([0.2, LEFT.x, LEFT.y, 0.6, 0.8, RIGHT.x, RIGHT.y, 0.8]);
const PARTS = gaussiansOf(ROWS);
const HALVES = new Halves(PARTS, (part) => part === 0);
const D = logit(0.7) - logit(0.2);

function mixture(share: number): Mixture {
  return new Mixture([
    { weight: share, mean: LEFT, scale: 0.6 },
    { weight: 1 - share, mean: RIGHT, scale: 0.8 },
  ]);
}

const SIDE = 64;
const CELL = 8 / SIDE;
const CENTRES = centresOf(SIDE);

function scores(share: number): Float64Array {
  const field = mixture(share);
  const values = new Float64Array(CENTRES.length);
  for (let at = 0; at < CENTRES.length; at += 2)
    field.score(CENTRES[at]!, CENTRES[at + 1]!, values.subarray(at, at + 2));
  return values;
}

function densities(share: number): Float32Array {
  const field = mixture(share);
  return Float32Array.from({ length: SIDE * SIDE }, (_, at) => field.density(CENTRES[2 * at]!, CENTRES[2 * at + 1]!));
}

test('with other weights the score is that of the mixture with these weights', () => {
  const found = scoresWith(HALVES.at(CENTRES), D);
  scores(0.7).forEach((value, at) => expect(found[at]).toBeCloseTo(value, 4));
  expect(scoresWith(HALVES.at(CENTRES), 0)).toEqual(Float32Array.from(scores(0.2)));
});

test('and so is the density', () => {
  const found = densitiesWith(densities(0.2), HALVES.at(CENTRES), HALVES.weight, D);
  densities(0.7).forEach((value, at) => expect(found[at]).toBeCloseTo(value, 6));
});

test('the change of the score is that of two mixtures, where cells are fine', () => {
  const found = changes(HALVES.at(CENTRES), D, 1e-4);
  const [before, after] = [scores(0.2), scores(0.7)];
  found.forEach((value, at) => {
    const size = Math.hypot(after[2 * at]! - before[2 * at]!, after[2 * at + 1]! - before[2 * at + 1]!);
    expect(value).toBeCloseTo(size, 4);
  });
});

test('a ridge far thinner than a cell keeps what it holds: the integral of the change across it is d', () => {
  const thin = new Halves(gaussiansOf(new Float64Array([0.5, -2, 0, 0.05, 0.5, 2, 0, 0.05])), (part) => part === 0);
  // along y = 0 the change is (r(L + d) - r(L)) dL/dx, whose integral over x is that of a shifted step: d
  const row = Float64Array.from({ length: 256 }, (_, at) => (at % 2 ? 0 : (at / 2 + 0.5) / 16 - 4));
  const across = changes(thin.at(row), D, 1 / 16).reduce((sum, value) => sum + value / 16, 0);
  expect(across).toBeCloseTo(D, 3);
});

test('what changes where the data are is the integral over the density', () => {
  const { points, weights } = sampled(PARTS);
  const found = changeOnData(HALVES.at(points), weights, D);
  const [before, after, density] = [scores(0.2), scores(0.7), densities(0.2)];
  let [moved, size] = [0, 0];
  density.forEach((p, at) => {
    const [x, y] = [before[2 * at]!, before[2 * at + 1]!];
    moved += p * ((after[2 * at]! - x) ** 2 + (after[2 * at + 1]! - y) ** 2) * CELL ** 2;
    size += p * (x * x + y * y) * CELL ** 2;
  });
  expect(Math.abs(found.share / Math.sqrt(moved / size) - 1)).toBeLessThan(0.03);
  expect(found.rms / Math.sqrt(size)).toBeCloseTo(1, 2);
  expect(found.share).toBeGreaterThan(0.1);
});

test('of hills far apart the score knows nothing where the data are', () => {
  const far = gaussiansOf(new Float64Array([0.2, -2.5, -2.5, 0.5, 0.8, 2.5, 2.5, 0.5]));
  const { points, weights } = sampled(far);
  const { share, rms } = changeOnData(new Halves(far, (part) => part === 0).at(points), weights, D);
  expect(share).toBeLessThan(1e-3);
  // E|s|^2 of a Gaussian in the plane is 2 / s^2
  expect(rms).toBeCloseTo(Math.SQRT2 / 0.5, 1);
});
