import { describe, expect, it } from 'vitest';

import { intervalOf, tQuantile, welch, withinNoise, type Interval } from '../../src/lib/statistics';

const A = [0.041, 0.046, 0.039, 0.052, 0.044];
const B = [0.047, 0.055, 0.049, 0.05, 0.058];
const C = [0.043, 0.05, 0.04, 0.049, 0.046];

function interval(values: readonly number[]): Interval {
  const found = intervalOf(values);
  if (!found) throw new Error('too few values');
  return found;
}

describe("Student's quantiles", () => {
  // scipy 1.17.1: stats.t.ppf(p, freedom)
  it.each([
    [0.975, 4, 2.7764451051977934],
    [0.975, 1, 12.706204736174694],
    [0.975, 2.7, 3.3921483831737507],
    [0.975, 7.93, 2.3095521185064216],
    [0.9, 3.3, 1.598366958560087],
    [0.975, 120, 1.9799304050824402],
    [0.025, 4, -2.7764451051977943],
    [0.995, 1.2, 33.239028298318225],
    [0.5, 4, 0],
  ])('p = %s with %s degrees of freedom are those of scipy', (p, freedom, wanted) => {
    expect(tQuantile(p, freedom)).toBeCloseTo(wanted, 9);
  });
});

describe('an interval', () => {
  it('is that of scipy', () => {
    const { mean, half, n } = interval(A);
    // stats.t.interval(0.95, 4, mean, stats.sem(A))
    expect(n).toBe(5);
    expect(mean - half).toBeCloseTo(0.03815454117328322, 12);
    expect(mean + half).toBeCloseTo(0.05064545882671677, 12);
  });

  it('needs two values', () => {
    expect(intervalOf([1])).toBeNull();
    expect(intervalOf([])).toBeNull();
  });
});

describe("Welch's interval", () => {
  // stats.ttest_ind(x, y, equal_var=False).confidence_interval(0.95)
  it.each([
    [B, 7.92079207920792, -0.014406650367482572, -0.0003933496325174363, false],
    [C, 7.727479827120018, -0.007972548051644964, 0.005572548051644964, true],
  ])('is that of scipy', (other, freedom, low, high, noise) => {
    const found = welch(interval(A), interval(other));
    expect(found.freedom).toBeCloseTo(freedom, 9);
    expect(found.low).toBeCloseTo(low, 12);
    expect(found.high).toBeCloseTo(high, 12);
    expect(withinNoise(interval(A), interval(other))).toBe(noise);
  });

  it('of values that never vary is a point', () => {
    expect(withinNoise(interval([1, 1, 1]), interval([1, 1]))).toBe(true);
    expect(withinNoise(interval([1, 1, 1]), interval([2, 2]))).toBe(false);
  });
});
