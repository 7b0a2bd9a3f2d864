import { describe, expect, it } from 'vitest';

import { fit, place, spread, ticks, tickText, valueAt } from '../../src/chart/scale';

describe('a scale', () => {
  it('spans positive values from 1, 2 or 5 times a power of ten to another, and ignores the rest', () => {
    expect(fit([0.03, 0.9, null, -4, NaN], true)).toEqual({ low: 0.02, high: 1, log: true });
    expect(fit([0.0008, 1.0003], true)).toEqual({ low: 0.0005, high: 1, log: true });
    expect(fit([1], true)).toEqual({ low: 1, high: 10, log: true });
  });

  it('is never flat and ends on round numbers', () => {
    expect(fit([5], false)).toEqual({ low: 2.5, high: 7.5, log: false });
    const { low, high } = fit([-7.3, 12.1], false);
    expect([low, high]).toEqual([-10, 15]);
  });

  it('has a place to start with when there is nothing to show', () => {
    expect(fit([null], true)).toEqual({ low: 0.01, high: 1, log: true });
    expect(fit([], false)).toEqual({ low: 0, high: 1, log: false });
  });

  it('puts values where they belong', () => {
    expect(place({ low: 0.01, high: 1, log: true }, 0.1)).toBeCloseTo(0.5, 12);
    expect(place({ low: -10, high: 10, log: false }, 5)).toBeCloseTo(0.75, 12);
  });
});

describe('ticks', () => {
  it('are powers of ten on a logarithmic axis, thinned where there are many', () => {
    expect(ticks({ low: 0.01, high: 1, log: true }, 4)).toEqual([0.01, 0.1, 1]);
    expect(ticks({ low: 0.0005, high: 2, log: true }, 5)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(ticks({ low: 1e-6, high: 1e2, log: true }, 4)).toEqual([1e-6, 1e-3, 1]);
  });

  it('are 1, 2 and 5 times powers of ten where hardly a whole one lies', () => {
    const axis = { low: 0.0011, high: 0.055, log: true };
    expect(ticks(axis, 5)).toEqual([0.002, 0.005, 0.01, 0.02, 0.05]);
    expect(ticks(axis, 3), 'the same of every decade, in increasing order').toEqual([0.005, 0.01, 0.05]);
    expect(ticks({ low: 0.2, high: 2, log: true }, 4).map((value) => tickText(axis, value))).toEqual([
      '0.2',
      '0.5',
      '1',
      '2',
    ]);
    expect(ticks({ low: 0.2, high: 9, log: true }, 2)).toEqual([0.5, 5]);
    expect([0.002, 0.05, 1000].map((value) => tickText(axis, value))).toEqual(['0.002', '0.05', '10³']);
  });

  it('are round and inside on a linear axis', () => {
    expect(ticks({ low: 0, high: 1500, log: false }, 4)).toEqual([0, 500, 1000, 1500]);
    expect(ticks({ low: -10, high: 15, log: false }, 6)).toEqual([-10, -5, 0, 5, 10, 15]);
  });

  it('are two at least on a linear axis, however narrow', () => {
    expect(ticks({ low: 0, high: 400, log: false }, 2)).toEqual([0, 100, 200, 300, 400]);
    expect(ticks({ low: 0, high: 1500, log: false }, 2)).toEqual([0, 500, 1000, 1500]);
    expect(ticks({ low: 0, high: 2000, log: false }, 2)).toEqual([0, 2000]);
  });

  it('are written as people read them', () => {
    expect(tickText({ low: 1e-4, high: 1, log: true }, 1e-4)).toBe('10⁻⁴');
    expect(tickText({ low: 0, high: 2000, log: false }, 2000)).toBe('2\u202f000');
  });
});

describe('a value at a place', () => {
  it('is what place undoes', () => {
    for (const scale of [
      { low: 0.02, high: 5, log: true },
      { low: -3, high: 5, log: false },
    ])
      expect(valueAt(scale, place(scale, 1.7))).toBeCloseTo(1.7, 12);
  });
});

describe('names on lines', () => {
  it('stay where they are if there is room', () => {
    expect(spread([40, 10, 80], 12, 0, 100)).toEqual([40, 10, 80]);
  });

  it('make room for each other in their order, and stay inside', () => {
    expect(spread([50, 52, 10], 12, 0, 100)).toEqual([50, 62, 10]);
    expect(spread([99, 95], 12, 0, 100)).toEqual([100, 88]);
    expect(spread([-5, -9], 12, 0, 100)).toEqual([12, 0]);
  });
});
