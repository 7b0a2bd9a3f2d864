/** A square map as a picture: bilinear between cells, one packed pixel of a ramp each. */

import type { Ramp } from '../lib/colour';

/**
 * Paints `values` (side x side, row 0 = lowest y) over the whole of `pixels` (size x size, row 0 = top).
 * `low` and `high` are the values of the ramp's ends; NaN leaves `empty`. `curve` bends the ramp (0.5 = square root).
 */
export function paintHeat(
  pixels: Uint32Array,
  size: number,
  values: Float32Array,
  side: number,
  ramp: Ramp,
  low: number,
  high: number,
  curve = 1,
  empty = 0,
): void {
  const span = high > low ? high - low : 1;
  // a root is many times cheaper than a power
  const bend = curve === 0.5 ? Math.sqrt : curve === 1 ? (t: number) => t : (t: number) => t ** curve;
  for (let py = 0; py < size; py++) {
    const row = clamp(((size - 0.5 - py) / size) * side - 0.5, side - 1);
    const r0 = Math.floor(row);
    const r1 = Math.min(r0 + 1, side - 1);
    const fr = row - r0;
    for (let px = 0; px < size; px++) {
      const column = clamp(((px + 0.5) / size) * side - 0.5, side - 1);
      const c0 = Math.floor(column);
      const c1 = Math.min(c0 + 1, side - 1);
      const fc = column - c0;
      const lower = values[r0 * side + c0]! * (1 - fc) + values[r0 * side + c1]! * fc;
      const upper = values[r1 * side + c0]! * (1 - fc) + values[r1 * side + c1]! * fc;
      const t = (lower * (1 - fr) + upper * fr - low) / span;
      pixels[py * size + px] = Number.isNaN(t) ? empty : ramp[Math.round(255 * bend(clamp(t, 1)))]!;
    }
  }
}

/**
 * Paints whole cells: values are indices into `colours`, NaN and negative ones leave what is there. For categories,
 * where a colour between two would be a lie.
 */
export function paintCells(
  pixels: Uint32Array,
  size: number,
  values: Float32Array,
  side: number,
  colours: readonly number[],
): void {
  for (let py = 0; py < size; py++) {
    const row = side - 1 - Math.floor((py / size) * side);
    for (let px = 0; px < size; px++) {
      const value = values[row * side + Math.floor((px / size) * side)]!;
      if (value >= 0) pixels[py * size + px] = colours[Math.round(value) % colours.length]!;
    }
  }
}

/** Thin diagonal lines over the cells that are 1. */
export function paintHatch(pixels: Uint32Array, size: number, mask: Float32Array, side: number, ink: number): void {
  for (let py = 0; py < size; py++) {
    const row = side - 1 - Math.floor((py / size) * side);
    for (let px = 0; px < size; px++)
      if ((px + py) % 9 === 0 && mask[row * side + Math.floor((px / size) * side)]! > 0.5) pixels[py * size + px] = ink;
  }
}

/** Lines two pixels wide where a cell's category is not that of the cell to its right or above it. */
export function paintBorders(pixels: Uint32Array, size: number, values: Float32Array, side: number, ink: number): void {
  const at = (px: number, py: number) =>
    values[(side - 1 - Math.floor((py / size) * side)) * side + Math.floor((px / size) * side)]!;
  for (let py = 0; py < size; py++)
    for (let px = 0; px < size; px++) {
      const here = at(px, py);
      const right = at(Math.min(px + 1, size - 1), py);
      const above = at(px, Math.max(0, py - 1));
      // NaN is a category of its own
      if (!Object.is(here, right)) pixels[py * size + px] = pixels[py * size + px + 1] = ink;
      if (!Object.is(here, above)) pixels[py * size + px] = pixels[(py - 1) * size + px] = ink;
    }
}

function clamp(value: number, top: number): number {
  return value < 0 ? 0 : value > top ? top : value;
}
