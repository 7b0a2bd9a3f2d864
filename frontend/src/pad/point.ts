/** A place on the pad, and the fineness to which places are kept. */

export type Point = readonly [x: number, y: number];

/** Pointer positions are kept to a thousandth of a world unit, so that a link carries them exactly. */
const DECIMALS = 1000;

export function quantise(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}
