import { describe, expect, it } from 'vitest';

import { peak, sizeAt } from '../../src/lib/density';

describe('ranges of maps', () => {
  it('end at the greatest value, whatever is not a number', () => {
    expect(peak(Float32Array.of(-3, NaN, -1, -2))).toBe(-1);
    expect(peak(new Float32Array(0))).toBe(-Infinity);
  });

  it('are not stretched by one wild cell, and count sizes and not signs', () => {
    const values = Float32Array.from({ length: 100 }, (_, at) => (at % 2 ? -at : at));
    values[50] = 1e9;
    expect(sizeAt(values, 0.5)).toBe(51);
    expect(sizeAt(values, 0.98)).toBe(99);
    expect(sizeAt(values, 1)).toBe(1e9);
  });

  it('are nothing where there is nothing finite', () => {
    expect(sizeAt(Float32Array.of(NaN, Infinity), 0.5)).toBe(0);
  });
});
