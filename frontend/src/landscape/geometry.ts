/**
 * A relief as arrays for a 3-D scene whose y points up: world (x, y) and a height in nats become scene (x, up, -y), so
 * that with the camera in the south x runs to the right and y away from the eye.
 */

import { HALF_WIDTH } from '../lib/camera';
import { centreOf } from '../lib/centres';
import type { Ramp } from '../lib/colour';
import { OFF, STEPS } from '../lib/int16';
import { heightAt, type Relief } from './relief';

export type Spot = readonly [number, number, number];

/** How high the cut-off stands above the lowest point, in the scene's units (world units of the plane). */
export const SPAN = 2.8;
/** Particles float this far above the surface, so that it does not swallow them. */
const LIFT = 0.035;

export function sceneOf({ reach }: Pick<Relief, 'reach'>, x: number, y: number, height: number): Spot {
  return [x, (height / reach) * SPAN, -y];
}

export interface Mesh {
  /** (side^2, 3) */
  readonly positions: Float32Array;
  /** (side^2, 3) sRGB in [0, 1] */
  readonly colours: Float32Array;
  readonly indices: Uint32Array;
}

/** The surface; the ramp's far end is the lowest point, so that dense looks as it does in the panels. */
export function meshOf(relief: Relief, ramp: Ramp): Mesh {
  const { side, heights, reach } = relief;
  const positions = new Float32Array(3 * side * side);
  const colours = new Float32Array(3 * side * side);
  heights.forEach((height, index) => {
    positions.set(
      sceneOf(relief, centreOf(index % side, side), centreOf(Math.floor(index / side), side), height),
      3 * index,
    );
    const pixel = ramp[Math.round(255 * (1 - height / reach))] ?? 0;
    colours.set([(pixel & 255) / 255, ((pixel >> 8) & 255) / 255, ((pixel >> 16) & 255) / 255], 3 * index);
  });
  return { positions, colours, indices: faces(side) };
}

/** Two triangles a cell, wound so that they face up. */
function faces(side: number): Uint32Array {
  const indices = new Uint32Array(6 * (side - 1) ** 2);
  let at = 0;
  for (let row = 0; row + 1 < side; row++)
    for (let column = 0; column + 1 < side; column++) {
      const here = row * side + column;
      indices.set([here, here + 1, here + side, here + 1, here + side + 1, here + side], at);
      at += 6;
    }
  return indices;
}

/** Pairs of vertices that draw every so many rows and columns as lines on the surface. */
export function linesOf(side: number, every = 4): Uint32Array {
  const pairs: number[] = [];
  for (let line = 0; line < side; line++) {
    if (line % every !== 0 && line !== side - 1) continue;
    for (let along = 0; along + 1 < side; along++) {
      pairs.push(line * side + along, line * side + along + 1);
      pairs.push(along * side + line, (along + 1) * side + line);
    }
  }
  return Uint32Array.from(pairs);
}

/** (N, 3) particles (int16 pairs over the box) on the surface; those off the box are left out. */
export function dotsOf(relief: Relief, particles: Int16Array): Float32Array {
  const dots = new Float32Array(3 * (particles.length / 2));
  let used = 0;
  for (let i = 0; i + 1 < particles.length; i += 2) {
    if (particles[i] === OFF) continue;
    const x = ((particles[i] ?? 0) / STEPS) * HALF_WIDTH;
    const y = ((particles[i + 1] ?? 0) / STEPS) * HALF_WIDTH;
    const [sx, up, sz] = sceneOf(relief, x, y, heightAt(relief, x, y));
    dots.set([sx, up + LIFT, sz], used);
    used += 3;
  }
  return dots.subarray(0, used);
}
