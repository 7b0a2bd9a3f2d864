import { describe, expect, it } from 'vitest';

import { paintBorders, paintCells, paintHatch, paintHeat } from '../../src/render/heat';

const INK = 7;

/** The painted rows, top first: '#' where there is ink. */
function painted(values: number[], side: number, size: number): string[] {
  const pixels = new Uint32Array(size * size);
  paintBorders(pixels, size, new Float32Array(values), side, INK);
  return Array.from({ length: size }, (_, row) =>
    [...pixels.slice(row * size, (row + 1) * size)].map((pixel) => (pixel === INK ? '#' : '.')).join(''),
  );
}

describe('borders of categories', () => {
  it('stand where a category ends, on both of its sides', () => {
    expect(painted([0, 1, 0, 1], 2, 8)).toEqual(Array<string>(8).fill('...##...'));
  });

  it('have row 0 of the values at the bottom', () => {
    // prettier-ignore
    expect(painted([0, 0, 0, 0,  0, 0, 0, 0,  0, 0, 0, 0,  1, 1, 1, 1], 4, 8)).toEqual([
      '........', '########', '########', '........', '........', '........', '........', '........',
    ]);
  });

  it('are nowhere in one category, and NaN is a category of its own', () => {
    expect(painted([NaN, NaN, NaN, NaN], 2, 4).join('')).toBe('.'.repeat(16));
    expect(painted([NaN, 1, NaN, 1], 2, 4)[1]).toBe('.##.');
  });
});

/** Rows of pixels, top first. */
function rows(pixels: Uint32Array, size: number): number[][] {
  return Array.from({ length: size }, (_, row) => [...pixels.slice(row * size, (row + 1) * size)]);
}

describe('whole cells', () => {
  it('have row 0 of the values at the bottom and column 0 on the left', () => {
    const pixels = new Uint32Array(16);
    // prettier-ignore
    paintCells(pixels, 4, new Float32Array([0, 1,  2, 3]), 2, [10, 11, 12, 13]);
    expect(rows(pixels, 4)).toEqual([
      [12, 12, 13, 13],
      [12, 12, 13, 13],
      [10, 10, 11, 11],
      [10, 10, 11, 11],
    ]);
  });

  it('leave what is there where there is no category, and begin anew with the colours', () => {
    const pixels = new Uint32Array(4).fill(5);
    paintCells(pixels, 2, new Float32Array([NaN, -1, 2, 1]), 2, [10, 11]);
    expect(rows(pixels, 2)).toEqual([
      [10, 11],
      [5, 5],
    ]);
  });
});

describe('a hatch', () => {
  it('has row 0 of its mask at the bottom', () => {
    const pixels = new Uint32Array(18 * 18);
    paintHatch(pixels, 18, new Float32Array([1, 0, 0, 0]), 2, INK);
    const painted = rows(pixels, 18).map((row) => row.map((pixel) => Number(pixel === INK)));
    const count = (from: number, to: number, left: number, right: number) =>
      painted
        .slice(from, to)
        .flatMap((row) => row.slice(left, right))
        .reduce((sum, each) => sum + each, 0);
    expect(count(9, 18, 0, 9)).toBe(9);
    expect(count(0, 18, 0, 18)).toBe(9);
  });
});

describe('a map between cells', () => {
  const RAMP = Uint32Array.from({ length: 256 }, (_, i) => i);

  it("has row 0 of the values at the bottom, its ends at the ramp's and NaN empty", () => {
    const pixels = new Uint32Array(4);
    paintHeat(pixels, 2, new Float32Array([0, 1, 2, 3]), 2, RAMP, 0, 3);
    expect(rows(pixels, 2)).toEqual([
      [170, 255],
      [0, 85],
    ]);
    paintHeat(pixels, 2, new Float32Array([NaN, NaN, 9, -9]), 2, RAMP, 0, 3, 1, 77);
    expect(rows(pixels, 2)).toEqual([
      [255, 0],
      [77, 77],
    ]);
  });

  it('is bilinear between the middles of cells, and bent by its curve', () => {
    const pixels = new Uint32Array(16);
    paintHeat(pixels, 4, new Float32Array([0, 4, 0, 4]), 2, RAMP, 0, 4);
    // a pixel's middle is a quarter of a cell before or after that of its cell
    expect(rows(pixels, 4)[0]).toEqual([0, 64, 191, 255]);
    paintHeat(pixels, 4, new Float32Array([0, 4, 0, 4]), 2, RAMP, 0, 4, 0.5);
    expect(rows(pixels, 4)[3]).toEqual([0, 128, 221, 255]);
  });
});
