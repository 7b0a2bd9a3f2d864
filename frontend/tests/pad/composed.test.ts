import { describe, expect, it } from 'vitest';

import { composedOf, depthOf, partsOf, writtenOut } from '../../src/pad/composed';
import { isTarget, marksOf, type Target } from '../../src/pad/target';

const MOONS: Target = { kind: 'preset', name: 'two-moons' };
const RINGS: Target = { kind: 'preset', name: 'rings' };
const ALL = { parts: [MOONS, RINGS], powers: [2, 1], weights: [1, 3], floor: 0.05, odds: null };

describe('a target made of others', () => {
  it('is written with what its kind knows alone', () => {
    const of = [MOONS, RINGS];
    expect(composedOf({ ...ALL, way: 'product' })).toEqual({ kind: 'product', of, powers: [2, 1] });
    expect(composedOf({ ...ALL, way: 'union' })).toEqual({ kind: 'union', of, weights: [1, 3] });
    expect(composedOf({ ...ALL, way: 'negation' })).toEqual({ kind: 'negation', of, floor: 0.05 });
    expect(composedOf({ ...ALL, way: 'negation', odds: 2 })).toEqual({ kind: 'negation', of, floor: 0.05, odds: 2 });
  });

  it('says its parts with their powers, 1 where none is said', () => {
    expect(partsOf({ kind: 'product', of: [MOONS, RINGS], powers: [2, 1] }).map(({ amount }) => amount)).toEqual([
      2, 1,
    ]);
    expect(partsOf({ kind: 'union', of: [MOONS, RINGS] }).map(({ amount }) => amount)).toEqual([1, 1]);
    expect(partsOf({ kind: 'negation', of: [MOONS, RINGS] }).map(({ amount }) => amount)).toEqual([null, null]);
    expect(depthOf({ kind: 'negation', of: [MOONS, RINGS], floor: 0.2 })).toBe('floor 0.2');
    expect(depthOf({ kind: 'negation', of: [MOONS, RINGS], odds: 3 })).toBe('odds 3');
  });

  it('is a target if all its parts are, and has no marks to draw on', () => {
    const nested: Target = { kind: 'union', of: [MOONS, { kind: 'product', of: [RINGS, MOONS] }] };
    expect(isTarget(nested)).toBe(true);
    expect(isTarget({ kind: 'product', of: [MOONS, { kind: 'preset' }] })).toBe(false);
    expect(isTarget({ kind: 'product', of: [] })).toBe(false);
    expect(marksOf(nested, [{ weight: 1, mean: [0, 0], scale: 0.2 }])).toEqual([]);
  });

  it('of a file may name presets, at any depth', () => {
    const file = { kind: 'product', of: ['two-moons', { kind: 'union', of: ['rings'] }], powers: [1, 2] };
    expect(writtenOut(file)).toEqual({ kind: 'product', of: [MOONS, { kind: 'union', of: [RINGS] }], powers: [1, 2] });
  });
});
