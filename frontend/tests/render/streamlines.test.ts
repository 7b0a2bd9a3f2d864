import { describe, expect, it } from 'vitest';

import { WHOLE_BOX, zoomedAt } from '../../src/lib/camera';
import { centreOf } from '../../src/lib/centres';
import { streamlines } from '../../src/render/streamlines';

const SIDE = 24;

/** A linear field: (a x + b y, c x + d y). */
function linear(a: number, b: number, c: number, d: number) {
  const values = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, at) => {
    const cell = at >> 1;
    const [x, y] = [centreOf(cell % SIDE, SIDE), centreOf(Math.floor(cell / SIDE), SIDE)];
    return at % 2 === 0 ? a * x + b * y : c * x + d * y;
  });
  return { values, side: SIDE };
}

const EDGE = 4 - 4 / SIDE;

describe('streamlines', () => {
  it('of a rotation are circles around the centre', () => {
    const lines = streamlines(linear(0, -1, 1, 0), WHOLE_BOX);
    const whole = lines.filter(({ points }) => points.every((value) => Math.abs(value) < EDGE));
    expect(whole.length).toBeGreaterThan(3);
    for (const { points } of whole) {
      const radii = Array.from({ length: points.length / 2 }, (_, at) =>
        Math.hypot(points[2 * at]!, points[2 * at + 1]!),
      );
      expect(Math.max(...radii) - Math.min(...radii)).toBeLessThan(0.01);
    }
  });

  it('run along the field, not against it', () => {
    for (const { points } of streamlines(linear(0, -1, 1, 0), WHOLE_BOX)) {
      const [x, y, nextX, nextY] = points;
      expect(x! * nextY! - y! * nextX!).toBeGreaterThan(0);
    }
  });

  it('of a sink are straight, end at it and never pass it', () => {
    const lines = streamlines(linear(-1, 0, 0, -1), WHOLE_BOX);
    expect(lines.length).toBeGreaterThan(10);
    for (const { points } of lines) {
      const last = points.length - 2;
      const inside = points.slice(0, 2).every((value) => Math.abs(value) < EDGE);
      const straight = points[0]! * points[last + 1]! - points[1]! * points[last]!;
      if (inside) expect(Math.abs(straight)).toBeLessThan(1e-3);
      for (let at = 2; at < points.length; at += 2)
        expect(Math.hypot(points[at]!, points[at + 1]!)).toBeLessThanOrEqual(
          Math.hypot(points[at - 2]!, points[at - 1]!) + 1e-6,
        );
    }
  });

  it('turn left where the field does: an axis that is swapped or flipped bends them the other way', () => {
    // towards (2.5, 0): from the upper left the way is right and down
    const values = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, at) => {
      const cell = at >> 1;
      return at % 2 === 0 ? 2.5 - centreOf(cell % SIDE, SIDE) : -centreOf(Math.floor(cell / SIDE), SIDE);
    });
    const lines = streamlines({ values, side: SIDE }, WHOLE_BOX);
    const ends = lines.map(({ points }) => Math.hypot(points.at(-2)! - 2.5, points.at(-1)!));
    const starts = lines.map(({ points }) => Math.hypot(points[0]! - 2.5, points[1]!));
    ends.forEach((end, at) => expect(end).toBeLessThan(starts[at]!));
    expect(Math.min(...ends)).toBeLessThan(0.4);
  });

  it('of a field at rest are none', () => {
    expect(streamlines({ values: new Float32Array(2 * SIDE * SIDE), side: SIDE }, WHOLE_BOX)).toEqual([]);
  });

  it('never come closer than their cells allow, and reach most of the box', () => {
    const lines = streamlines(linear(0.2, -1, 1, 0.3), WHOLE_BOX, { cells: 26, stride: 0.35, shortest: 2.5 });
    const taken = new Map<number, number>();
    lines.forEach(({ points }, line) => {
      for (let at = 0; at < points.length; at += 2) {
        const cell = 26 * Math.floor(((points[at + 1]! + 4) / 8) * 26) + Math.floor(((points[at]! + 4) / 8) * 26);
        expect(taken.get(cell) ?? line).toBe(line);
        taken.set(cell, line);
      }
    });
    expect(taken.size).toBeGreaterThan(0.35 * 26 * 26);
  });

  it('get finer as the camera comes closer, and stay in what is seen', () => {
    const view = zoomedAt(WHOLE_BOX, { x: 2, y: 1 }, 4);
    const lines = streamlines(linear(0, -1, 1, 0), view);
    expect(lines.length).toBeGreaterThan(5);
    for (const { points } of lines)
      for (let at = 0; at < points.length; at += 2) {
        expect(Math.abs(points[at]! - view.x)).toBeLessThan(1 + 8 / 26);
        expect(Math.abs(points[at + 1]! - view.y)).toBeLessThan(1 + 8 / 26);
      }
  });
});
