import { describe, expect, it } from 'vitest';

import { tiled } from '../../src/keep/tiles';

describe('tiles', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i of them fit without overlap and stand in the middle', (count) => {
    const tiles = tiled(count, 484, 240, 4);
    expect(tiles).toHaveLength(count);
    for (const { x, y, edge } of tiles) {
      expect(x).toBeGreaterThanOrEqual(-1e-9);
      expect(y).toBeGreaterThanOrEqual(-1e-9);
      expect(x + edge).toBeLessThanOrEqual(484 + 1e-9);
      expect(y + edge).toBeLessThanOrEqual(240 + 1e-9);
    }
    const places = tiles.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`);
    expect(new Set(places).size).toBe(count);
    const bottom = Math.max(...tiles.map(({ y, edge }) => y + edge));
    expect(Math.min(...tiles.map(({ y }) => y))).toBeCloseTo(240 - bottom);
  });

  it('are as large as they can be', () => {
    expect(tiled(2, 484, 240, 4)[0]?.edge).toBe(240);
    expect(tiled(8, 484, 240, 4)[0]?.edge).toBe(118);
    expect(tiled(0, 484, 240, 4)).toEqual([]);
  });
});
