import { describe, expect, it } from 'vitest';

import { paintBorders } from '../../src/render/heat';

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
