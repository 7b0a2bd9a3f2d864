/** What two pictures of one place disagree by. */

import { DEPTH, peak } from '../lib/density';

/** |a - b| (1/unit) of two score fields, (x, y) pairs. */
export function fieldDifference(a: Float32Array, b: Float32Array): Float32Array {
  const distance = new Float32Array(a.length / 2);
  for (let cell = 0; cell < distance.length; cell++)
    distance[cell] = Math.hypot(a[2 * cell]! - b[2 * cell]!, a[2 * cell + 1]! - b[2 * cell + 1]!);
  return distance;
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
