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
      pixels[py * size + px] = Number.isNaN(t) ? empty : ramp[Math.round(255 * clamp(t, 1) ** curve)]!;
    }
  }
}

function clamp(value: number, top: number): number {
  return value < 0 ? 0 : value > top ? top : value;
}
