import { describe, expect, it } from 'vitest';

import { labelsOf, leftCorner } from '../../src/landscape/axes';
import { SPAN } from '../../src/landscape/geometry';
import type { Relief } from '../../src/landscape/relief';

const RELIEF: Relief = { side: 1, heights: Float32Array.of(0), floor: 1, reach: 4, cut: 0, lowest: [0, 0] };

function titled(camera: { x: number; z: number }) {
  return Object.fromEntries(labelsOf(RELIEF, camera).flatMap(({ at, text, title }) => (title ? [[text, at]] : [])));
}

describe('the axes of the landscape', () => {
  it('stand at the edges that are nearest to the camera', () => {
    const near = titled({ x: 1, z: 5 });
    expect(near['x (world units)']?.[2]).toBeGreaterThan(4);
    expect(near['y (world units)']?.[0]).toBeGreaterThan(4);
    const far = titled({ x: -1, z: -5 });
    expect(far['x (world units)']?.[2]).toBeLessThan(-4);
    expect(far['y (world units)']?.[0]).toBeLessThan(-4);
  });

  it('number y upward, though the scene’s depth runs the other way', () => {
    const along = labelsOf(RELIEF, { x: 5, z: 1 }).filter(({ at: [x, up], title }) => x > 4.3 && up === 0 && !title);
    expect(along.map(({ at, text }) => [at[2], text])).toEqual([
      [4, '−4'],
      [2, '−2'],
      [-0, '0'],
      [-2, '2'],
      [-4, '4'],
    ]);
  });

  it.each([
    [{ x: 0, z: 10 }, -4],
    [{ x: 0, z: -10 }, 4],
  ])('have their upright at the camera’s left: %o', (camera, x) => expect(leftCorner(camera)[0]).toBe(x));

  it('number heights by nats, and not at the foot', () => {
    const upright = labelsOf(RELIEF, { x: 0, z: 10 }).filter(({ at: [, up], title }) => up > 0 && !title);
    expect(upright.map(({ text }) => text)).toEqual(['2', '3', '4', '5']);
    expect(upright.at(-1)?.at[1]).toBeCloseTo(SPAN);
  });
});
