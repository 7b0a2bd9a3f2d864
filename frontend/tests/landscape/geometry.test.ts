import { PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';

import { labelsOf, leftCorner } from '../../src/landscape/axes';
import { dotsOf, linesOf, meshOf, sceneOf, SPAN } from '../../src/landscape/geometry';
import { reliefOf, type Relief } from '../../src/landscape/relief';

const SIDE = 16;
/** One well to the right of the middle and below it: at x 2.25, y -1.25. */
const WELL = { x: 2.25, y: -1.25 };
const relief: Relief = reliefOf(
  Float32Array.from({ length: SIDE * SIDE }, (_, cell) => {
    const x = (((cell % SIDE) + 0.5) / SIDE) * 8 - 4;
    const y = ((Math.floor(cell / SIDE) + 0.5) / SIDE) * 8 - 4;
    return -((x - WELL.x) ** 2 + (y - WELL.y) ** 2);
  }),
  SIDE,
);
const RAMP = Uint32Array.from({ length: 256 }, (_, at) => at);

/** Where a camera in the south sees a spot: x to the right, y up, both in [-1, 1]. */
function seen(spot: readonly [number, number, number]): Vector3 {
  const camera = new PerspectiveCamera(40, 1, 0.1, 100);
  camera.position.set(0, 9, 12);
  camera.lookAt(0, 0, 0);
  camera.updateMatrixWorld();
  return new Vector3(...spot).project(camera);
}

describe('the mesh', () => {
  const { positions, colours, indices } = meshOf(relief, RAMP);
  const vertex = (index: number) => [...positions.subarray(3 * index, 3 * index + 3)] as [number, number, number];

  it('has its lowest vertex over the mode, with x to the right and y away from the eye', () => {
    const heights = Array.from({ length: SIDE * SIDE }, (_, index) => vertex(index)[1]);
    const lowest = vertex(heights.indexOf(Math.min(...heights)));
    expect(lowest).toEqual([WELL.x, 0, -WELL.y]);
    expect(seen(lowest).x).toBeGreaterThan(seen([-WELL.x, 0, -WELL.y]).x);
    // y below the middle is nearer to a camera in the south, hence lower on the screen
    expect(seen(lowest).y).toBeLessThan(seen([WELL.x, 0, WELL.y]).y);
    expect(Math.max(...heights)).toBeCloseTo(SPAN);
  });

  it('colours the lowest like the densest of the panels', () => {
    const reds = Array.from({ length: SIDE * SIDE }, (_, index) => colours[3 * index] ?? NaN);
    const heights = Array.from({ length: SIDE * SIDE }, (_, index) => vertex(index)[1]);
    expect(reds[heights.indexOf(Math.min(...heights))]).toBe(1);
    expect(reds[heights.indexOf(Math.max(...heights))]).toBe(0);
  });

  it('has two triangles a cell, each with its face up', () => {
    expect(indices).toHaveLength(6 * (SIDE - 1) ** 2);
    for (let face = 0; face < indices.length; face += 3) {
      const [a, b, c] = [0, 1, 2].map((corner) => new Vector3(...vertex(indices[face + corner]!))) as [
        Vector3,
        Vector3,
        Vector3,
      ];
      expect(b.sub(a).cross(c.sub(a)).y).toBeGreaterThan(0);
    }
  });

  it('has lines along rows and columns only', () => {
    const pairs = linesOf(SIDE);
    for (let at = 0; at < pairs.length; at += 2) expect([1, SIDE]).toContain(pairs[at + 1]! - pairs[at]!);
  });
});

describe('particles', () => {
  it('lie on the surface where they are, and not at all off the box', () => {
    const step = (value: number) => Math.round((value / 4) * 32767);
    const dots = dotsOf(relief, Int16Array.of(step(WELL.x), step(WELL.y), -32768, -32768, step(-3), step(3)));
    expect(dots).toHaveLength(6);
    expect(dots[0]).toBeCloseTo(WELL.x, 3);
    expect(dots[2]).toBeCloseTo(-WELL.y, 3);
    expect(dots[1]).toBeLessThan(0.1);
    expect(dots[4]).toBeGreaterThan(SPAN * 0.9);
  });
});

describe('axes', () => {
  it('stand at the edges nearest to the camera, with their units', () => {
    const labels = labelsOf(relief, { x: -4, z: 10 });
    expect(labels.filter(({ title }) => title).map(({ text }) => text)).toEqual([
      'x (world units)',
      'y (world units)',
      '−log p (nats)',
    ]);
    const [x, y] = labels.filter(({ title }) => title);
    expect(x?.at[2]).toBeGreaterThan(4);
    expect(y?.at[0]).toBeLessThan(-4);
  });

  it('say where y grows: away from a camera in the south', () => {
    const ticks = labelsOf(relief, { x: 4, z: 10 }).filter(({ at, title }) => !title && at[0] > 4 && at[1] === 0);
    expect(ticks.map(({ text, at }) => [text, Math.round(at[2]) + 0])).toEqual([
      ['−4', 4],
      ['−2', 2],
      ['0', 0],
      ['2', -2],
      ['4', -4],
    ]);
  });

  it('have their upright at the left of the picture, with round values', () => {
    expect(leftCorner({ x: 0, z: 10 })[0]).toBe(-4);
    expect(leftCorner({ x: 10, z: 0 })).toEqual([expect.anything(), 4]);
    expect(leftCorner({ x: -10, z: 0 })).toEqual([expect.anything(), -4]);
    const heights = labelsOf(relief, { x: -1, z: 10 }).filter(({ at, title }) => !title && at[1] > 0);
    for (const { text, at } of heights)
      expect(at[1]).toBeCloseTo(sceneOf(relief, 0, 0, Number(text.replace('−', '-')) - relief.floor)[1]);
    expect(heights.length).toBeGreaterThan(1);
  });
});
