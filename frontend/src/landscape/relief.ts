/** From a log density on the box to heights that can be looked at: few enough points, and no tower hides the wells. */

import { HALF_WIDTH } from '../lib/camera';
import { centreOf } from '../lib/centres';

/** Heights over the box, row 0 = lowest y, at cell centres. */
export interface Relief {
  readonly side: number;
  /** Nats above the lowest point, cut off at `reach`. */
  readonly heights: Float32Array;
  /** -log p at the lowest point, nats. */
  readonly floor: number;
  /** Where heights are cut off, nats above the lowest point. */
  readonly reach: number;
  /** Share of the box whose height is cut off. */
  readonly cut: number;
  /** The lowest point, world units. */
  readonly lowest: readonly [x: number, y: number];
}

/** A mesh of more points than this a side shows no more. */
export const MOST = 64;
/** Heights that hold all but a thousandth of the mass are shown whole, with a rim of this many nats around them. */
const MASS = 0.999;
const RIM = 1.5;
/** Nats beyond which a density has underflowed or might as well have. */
const DEEP = 1e3;

/** `logDensity` (side x side, nats, row 0 = lowest y) may be infinite or not normalised; NaN counts as no density. */
export function reliefOf(logDensity: Float32Array, side: number): Relief {
  let top = -Infinity;
  let at = 0;
  logDensity.forEach((value, index) => {
    if (value > top && Number.isFinite(value)) [top, at] = [value, index];
  });
  if (top === -Infinity) top = 0;
  const energy = Float32Array.from(logDensity, (value) => (value >= top - DEEP ? top - value : DEEP));
  const reach = reachOf(energy);
  const few = Math.min(side, MOST);
  const heights = resampled(energy, side, few).map((height) => Math.min(reach, height));
  const beyond = energy.reduce((count, height) => count + (height > reach ? 1 : 0), 0);
  return {
    side: few,
    heights,
    floor: -top,
    reach,
    cut: beyond / energy.length,
    lowest: [centreOf(at % side, side), centreOf(Math.floor(at / side), side)],
  };
}

/** The height below which all but a thousandth of the mass lies, and the rim. */
function reachOf(energy: Float32Array): number {
  const sorted = Float32Array.from(energy).sort();
  const total = sorted.reduce((sum, height) => sum + Math.exp(-height), 0);
  let below = 0;
  for (const height of sorted) {
    below += Math.exp(-height);
    if (below >= MASS * total) return height + RIM;
  }
  return RIM;
}

/** Bilinear values at the centres of a coarser grid. */
function resampled(values: Float32Array, side: number, few: number): Float32Array {
  const coarse = new Float32Array(few * few);
  for (let row = 0; row < few; row++)
    for (let column = 0; column < few; column++)
      coarse[row * few + column] = bilinear(
        values,
        side,
        ((column + 0.5) * side) / few - 0.5,
        ((row + 0.5) * side) / few - 0.5,
      );
  return coarse;
}

/** Between cell centres; beyond the outermost ones their own value. */
export function bilinear(values: Float32Array, side: number, column: number, row: number): number {
  const c = Math.min(side - 1, Math.max(0, column));
  const r = Math.min(side - 1, Math.max(0, row));
  const c0 = Math.min(side - 2, Math.floor(c));
  const r0 = Math.min(side - 2, Math.floor(r));
  const [u, v] = [c - c0, r - r0];
  const at = r0 * side + c0;
  const low = (values[at] ?? 0) * (1 - u) + (values[at + 1] ?? 0) * u;
  const high = (values[at + side] ?? 0) * (1 - u) + (values[at + side + 1] ?? 0) * u;
  return low * (1 - v) + high * v;
}

/** Nats above the lowest point at a point of the box, world units. */
export function heightAt({ heights, side }: Relief, x: number, y: number): number {
  const cell = (value: number) => ((value + HALF_WIDTH) / (2 * HALF_WIDTH)) * side - 0.5;
  return bilinear(heights, side, cell(x), cell(y));
}
