import { describe, expect, it } from 'vitest';

import { bandOf } from '../../src/draw/band';

/** Twice the signed area of each quadrilateral of a path: its sign is the way it turns. */
function turns(path: string): number[] {
  const quads = path.match(/M[^aMz]*L[^aMz]*z/g) ?? [];
  return quads.map((quad) => {
    const corners = quad
      .slice(1, -1)
      .split('L')
      .map((corner) => corner.split(' ').map(Number));
    return corners.reduce((sum, [x = 0, y = 0], index) => {
      const [toX = 0, toY = 0] = corners[(index + 1) % corners.length] ?? [];
      return sum + x * toY - toX * y;
    }, 0);
  });
}

describe('a band', () => {
  it('of one point is a disc', () => {
    expect(bandOf([[10, 20]], [3])).toBe('M7 20a3 3 0 1 1 6 0a3 3 0 1 1 -6 0z');
  });

  it('is as wide at each point as its radius there', () => {
    expect(
      bandOf(
        [
          [0, 0],
          [10, 0],
        ],
        [1, 3],
      ),
    ).toContain('M0 -1L10 -3L10 3L0 1z');
  });

  it('turns one way whichever way the stroke goes, so that no overlap is a hole', () => {
    const around = Array.from({ length: 9 }, (_, index): [number, number] => [
      Math.cos((index * Math.PI) / 4),
      Math.sin((index * Math.PI) / 4),
    ]);
    const found = turns(bandOf([...around, ...around.slice().reverse()], Array<number>(18).fill(0.5)));
    expect(found).toHaveLength(16);
    // with y downward a positive area turns as the discs' arcs of sweep 1 do
    expect(found.every((area) => area > 0)).toBe(true);
  });
});
