import { describe, expect, it } from 'vitest';

import { areaOf, loopOf } from '../../src/lib/loop';

const SQUARE = [
  { x: 0, y: 0 },
  { x: 2, y: 0 },
  { x: 2, y: 1 },
  { x: 0, y: 1 },
];

/** A circle by hand, from one angle to another, radians. */
function arc(from: number, to: number, radius = 1) {
  return Array.from({ length: 400 }, (_, at) => {
    const angle = from + ((to - from) * at) / 399;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

describe('a loop that a hand drew', () => {
  it('keeps its corners and its area', () => {
    expect(loopOf(SQUARE)).toEqual(SQUARE);
    expect(areaOf(SQUARE)).toBe(2);
    expect(areaOf(SQUARE.toReversed())).toBe(-2);
  });

  it('of hundreds of points keeps few corners and nearly all of the area', () => {
    const loop = loopOf(arc(0, 2 * Math.PI - 0.05)) ?? [];
    expect(loop.length).toBeLessThan(60);
    expect(areaOf(loop)).toBeCloseTo(Math.PI, 1);
  });

  it('may cross its own beginning: the loop is what it goes around', () => {
    const begun = [{ x: 1, y: -0.5 }, ...arc(0, 2 * Math.PI - 0.2), { x: 1.5, y: 0.2 }];
    const loop = loopOf(begun) ?? [];
    expect(Math.abs(areaOf(loop))).toBeGreaterThan(2.8);
    expect(Math.abs(areaOf(loop))).toBeLessThan(3.3);
  });

  it('takes the larger lobe of an eight', () => {
    const eight = [
      { x: -1, y: -1 },
      { x: 3, y: 3 },
      { x: 3, y: -3 },
      { x: -1, y: 1 },
    ];
    const loop = loopOf(eight) ?? [];
    expect(loop).toHaveLength(3);
    expect(Math.abs(areaOf(loop))).toBeCloseTo(9, 6);
  });

  it('of a line or of a slip of the hand there is none', () => {
    expect(loopOf([])).toBeNull();
    expect(loopOf(SQUARE.slice(0, 2))).toBeNull();
    expect(loopOf(SQUARE.map(({ x, y }) => ({ x: x / 100, y: y / 100 })))).toBeNull();
  });
});
