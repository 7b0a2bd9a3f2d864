import { expect, test } from 'vitest';

import { Mixture } from '../../src/lib/mixture';
import { annealed, BrowserWalk, plain } from '../../src/opening/walk';

const ONE = new Mixture([{ weight: 1, mean: { x: 0.5, y: -0.25 }, scale: 0.5 }]);

function momentsOf({ points, count }: BrowserWalk) {
  const mean = [0, 0];
  points.forEach((value, at) => (mean[at % 2]! += value / count));
  let variance = 0;
  points.forEach((value, at) => (variance += (value - mean[at % 2]!) ** 2 / (2 * count)));
  return { mean, variance };
}

test('Langevin stands at v / (1 - eta / (2 v)), a little wider than the target', () => {
  const eta = 0.1;
  const walk = new BrowserWalk(ONE, plain(eta, 60), 4_000, 1);
  walk.advance(60);
  const { mean, variance } = momentsOf(walk);
  expect(mean[0]).toBeCloseTo(0.5, 1);
  expect(mean[1]).toBeCloseTo(-0.25, 1);
  const law = 0.25 / (1 - eta / (2 * 0.25));
  expect(Math.abs(variance / law - 1)).toBeLessThan(4 * Math.sqrt(1 / 4_000));
});

test('the annealed walk passes its levels in order and ends at the target under the last of them', () => {
  const ladder = annealed({ from: 2, to: 0.1, levels: 30, stepsPerLevel: 20, ratio: 0.2 });
  expect(ladder.map(({ sigma }) => sigma).at(0)).toBe(2);
  expect(ladder.map(({ sigma }) => sigma).at(-1)).toBeCloseTo(0.1, 12);
  const walk = new BrowserWalk(ONE, ladder, 4_000, 2);
  expect(walk.field.parts[0]?.scale).toBeCloseTo(Math.hypot(0.5, 2), 12);
  walk.advance(20);
  expect(walk.sigma).toBeCloseTo(ladder[1]!.sigma, 12);
  walk.advance(10_000);
  expect(walk.finished).toBe(true);
  expect(walk.step).toBe(600);
  // what each step does to a Gaussian's variance is known: 1 - eta / (v + sigma^2), and 2 eta of noise
  let law = 16 / 3;
  for (const { sigma, stepSize, steps } of ladder)
    for (let n = 0; n < steps; n++) law = (1 - stepSize / (0.25 + sigma ** 2)) ** 2 * law + 2 * stepSize;
  expect(Math.abs(momentsOf(walk).variance / law - 1)).toBeLessThan(4 * Math.sqrt(1 / 4_000));
});

test('a frame holds int16 steps of the half box, and marks those off it', () => {
  const walk = new BrowserWalk(ONE, plain(0.1, 1), 3, 1);
  walk.points.set([4, -4, 1, 2, 4.01, 0]);
  expect([...walk.frame()]).toEqual([32767, -32767, 8192, 16384, -32768, -32768]);
});
