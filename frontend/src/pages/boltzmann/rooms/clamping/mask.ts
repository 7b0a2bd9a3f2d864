/** Which pixels of a picture are hidden: read off what the server holds, painted, and as the server's record. */

import type { Frame } from '../../../../stream/decoder';
import { toBits } from '../../pixels/bits';

/** 1 where a pixel is hidden. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly hidden: Uint8Array;
}

/** Grey, brightness 0 to 255: neither black nor white is what is hidden. */
const GREY = { low: 64, high: 191 };

/** Of the layer that shows what is held. */
export function maskOf(frame: Frame | null): Mask | null {
  if (frame?.shape !== 'pixels') return null;
  const { width, height, pixels } = frame;
  return { width, height, hidden: pixels.map((level) => (level > GREY.low && level < GREY.high ? 1 : 0)) };
}

export function painted({ width, height, hidden }: Mask, row: number, column: number, value: number): Mask {
  const next = Uint8Array.from(hidden);
  next[row * width + column] = value;
  return { width, height, hidden: next };
}

export function hiddenAt({ width, hidden }: Mask, row: number, column: number): number {
  return hidden[row * width + column] ?? 0;
}

export function count({ hidden }: Mask): number {
  return hidden.reduce((sum, each) => sum + each, 0);
}

/** Packed bits of what is held. */
export function heldBits({ width, height, hidden }: Mask): string {
  return toBits({ width, height, pixels: hidden.map((each) => 1 - each) }).bits;
}
