import { expect, test } from 'vitest';

import { Chance } from '../../src/lib/chance';

const N = 40_000;

test('the same seed says the same again, another something else', () => {
  const five = (seed: number) => {
    const chance = new Chance(seed);
    return Array.from({ length: 5 }, () => chance.normal());
  };
  expect(five(7)).toEqual(five(7));
  expect(five(7)).not.toEqual(five(8));
});

test('moments of the normal: 0, 1, 0, 3, each within four standard errors', () => {
  const chance = new Chance(3);
  const draws = Array.from({ length: N }, () => chance.normal());
  const moment = (k: number) => draws.reduce((sum, z) => sum + z ** k, 0) / N;
  expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(N));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
  expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / N));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / N));
});

test('the uniform fills ten bins alike and neighbours are not alike', () => {
  const chance = new Chance(5);
  const bins = new Array<number>(10).fill(0);
  let [before, product] = [chance.uniform(), 0];
  for (let n = 0; n < N; n++) {
    const now = chance.uniform();
    bins[Math.floor(10 * now)]! += 1;
    product += (now - 0.5) * (before - 0.5);
    before = now;
  }
  // chi squared with 9 degrees of freedom lies below 27.9 in 999 of 1,000
  const chi = bins.reduce((sum, count) => sum + (count - N / 10) ** 2 / (N / 10), 0);
  expect(chi).toBeLessThan(27.9);
  expect(Math.abs(product / N)).toBeLessThan(4 / (12 * Math.sqrt(N)));
});
