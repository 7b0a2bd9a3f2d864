/** Particles as pixels, with trails that fade to exactly nothing. */

import type { Camera } from '../lib/camera';
import { OFF, STEPS } from '../lib/int16';
import type { Tint } from './ranks';

/** The colour of the cell that holds a particle; a grid's row 0 is the lowest. */
function colourAt({ colours, side }: Tint, x: number, y: number): number {
  const column = Math.min(side - 1, Math.floor(((1 + x / STEPS) / 2) * side));
  const row = Math.min(side - 1, Math.floor(((1 + y / STEPS) / 2) * side));
  return colours[row * side + column]!;
}

/** Fades every pixel's alpha by one frame's share; rounding down reaches zero. `keep` of 256. */
export function fade(pixels: Uint32Array, keep: number): void {
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    if (pixel === 0) continue;
    const alpha = ((pixel >>> 24) * keep) >> 8;
    pixels[i] = alpha === 0 ? 0 : ((alpha << 24) | (pixel & 0xffffff)) >>> 0;
  }
}

/** The share of 256 to keep over `milliseconds`, so that trails last as long at any frame rate. */
export function keepFor(milliseconds: number, halfLife = 140): number {
  return Math.round(256 * 0.5 ** (milliseconds / halfLife));
}

/**
 * Splats particles between two frames: `share` 0 draws `before`, 1 draws `after` (int16 pairs over the box, y up), as
 * `camera` sees them. Frames of different lengths, and particles off the box in either, are drawn where `after` has
 * them or not at all.
 */
export function splat(
  pixels: Uint32Array,
  camera: Camera,
  before: Int16Array,
  after: Int16Array,
  share: number,
  colour: number,
  tint: Tint | null = null,
): void {
  const blend = before.length === after.length;
  const { size } = camera;
  const { left, top, edge } = camera.box;
  const perStep = edge / 2 / STEPS;
  const originX = left + edge / 2;
  const originY = top + edge / 2;
  for (let i = 0; i + 1 < after.length; i += 2) {
    let x = after[i]!;
    let y = after[i + 1]!;
    if (x === OFF) continue;
    if (blend && before[i] !== OFF) {
      x = before[i]! + (x - before[i]!) * share;
      y = before[i + 1]! + (y - before[i + 1]!) * share;
    }
    const px = Math.floor(originX + x * perStep);
    const py = Math.floor(originY - y * perStep);
    // the box's own far edges are the last pixels, not beyond them
    if (px < 0 || py < 0 || px > size || py > size) continue;
    const at = Math.min(size - 2, py) * size + Math.min(size - 2, px);
    const ink = tint ? colourAt(tint, x, y) : colour;
    pixels[at] = pixels[at + 1] = pixels[at + size] = pixels[at + size + 1] = ink;
  }
}
