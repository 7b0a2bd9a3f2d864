import { describe, expect, it } from 'vitest';

import { sizeAt } from '../../src/lib/density';
import { fromLog, lengths, logDifference, subtract } from '../../src/render/difference';

describe('differences', () => {
  it('of scores point from the second to the first, with their lengths', () => {
    const difference = subtract(Float32Array.of(3, 4, 1, 1), Float32Array.of(0, 0, 1, -1));
    expect([...difference]).toEqual([3, 4, 0, 2]);
    expect([...lengths(difference)]).toEqual([5, 2]);
  });

  it('of log densities keep their sign, and say nothing where neither model holds anything', () => {
    const [a, b] = [Float32Array.of(0, -1, -30, -20), Float32Array.of(-2, 1, -40, -5)];
    const difference = logDifference(a, b);
    expect([...difference]).toEqual([2, -2, NaN, -15]);
  });

  it('have a scale that one wild cell does not stretch', () => {
    const values = Float32Array.from({ length: 200 }, (_, at) => (at === 7 ? 1e6 : at % 2 === 0 ? 1 : -1));
    expect(sizeAt(values, 0.98)).toBe(1);
    expect(sizeAt(Float32Array.of(NaN, 2), 0.98)).toBe(2);
    expect(sizeAt(new Float32Array(), 0.98)).toBe(0);
  });

  it('a log density becomes a density with peak 1', () => {
    const density = fromLog(Float32Array.of(-5, -5 - Math.LN2));
    expect(density[0]).toBe(1);
    expect(density[1]).toBeCloseTo(0.5);
  });
});
