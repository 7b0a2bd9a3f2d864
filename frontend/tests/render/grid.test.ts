import { describe, expect, it } from 'vitest';

import { centreOf } from '../../src/lib/centres';
import { cellsAlong, sampleGrid } from '../../src/render/grid';

const SIDE = 8;
/** 2 x - 3 y + 1 at the cell centres, and its negative in a second part. */
const PLANE = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, at) => {
  const cell = at >> 1;
  const value = 2 * centreOf(cell % SIDE, SIDE) - 3 * centreOf(Math.floor(cell / SIDE), SIDE) + 1;
  return at % 2 ? -value : value;
});

describe('a grid over the box', () => {
  it('counts cells from the first centre, which lies half a cell inside', () => {
    expect(cellsAlong(centreOf(3, SIDE), SIDE)).toBe(3);
    expect([cellsAlong(-9, SIDE), cellsAlong(9, SIDE)]).toEqual([0, SIDE - 1]);
  });

  it.each([
    [0.3, -1.2],
    [-3.5, 3.5],
    [2.9, 2.1],
  ])('gives a plane exactly between its centres, part by part, lowest row first: (%d, %d)', (x, y) => {
    const grid = { values: PLANE, side: SIDE };
    expect(sampleGrid(grid, x, y, 2, 0)).toBeCloseTo(2 * x - 3 * y + 1, 5);
    expect(sampleGrid(grid, x, y, 2, 1)).toBeCloseTo(-(2 * x - 3 * y + 1), 5);
  });

  it('is that of its border beyond its outermost centres', () => {
    const grid = { values: PLANE, side: SIDE };
    expect(sampleGrid(grid, 4, -4, 2, 0)).toBeCloseTo(2 * 3.5 + 3 * 3.5 + 1, 5);
  });
});
