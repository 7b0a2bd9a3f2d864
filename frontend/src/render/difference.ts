/** What two pictures of one place disagree by. */

import { DEPTH, peak } from '../lib/density';

/** a - b, part by part: of two score fields the (x, y) pairs (1/unit) that have to be added to b to give a. */
export function subtract(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, at) => value - b[at]!);
}

/** The length of each (x, y) pair. */
export function lengths(pairs: Float32Array): Float32Array {
  return Float32Array.from({ length: pairs.length / 2 }, (_, cell) =>
    Math.hypot(pairs[2 * cell]!, pairs[2 * cell + 1]!),
  );
}

/** a - b (nats) of two log densities; not a number where both are more than DEPTH below their peaks. */
export function logDifference(a: Float32Array, b: Float32Array): Float32Array {
  const floorA = peak(a) - DEPTH;
  const floorB = peak(b) - DEPTH;
  return a.map((value, cell) => (value > floorA || b[cell]! > floorB ? value - b[cell]! : NaN));
}

/** A log density as a density up to a factor, its peak 1. */
export function fromLog(logDensity: Float32Array): Float32Array {
  const top = peak(logDensity);
  return logDensity.map((value) => Math.exp(value - top));
}
