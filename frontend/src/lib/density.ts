/** Ranges of maps: what of a log density, or of a difference, deserves a colour of its own. */

/** How far below its peak a log density still says something, nats. */
export const DEPTH = 12;

/** The greatest value; minus infinity if there is none. */
export function peak(values: Float32Array): number {
  let greatest = -Infinity;
  for (const value of values) if (value > greatest) greatest = value;
  return greatest;
}

/** The size that a share of all finite values lies below: a scale that one wild cell cannot stretch. */
export function sizeAt(values: Float32Array, share: number): number {
  const sizes = values
    .filter((value) => Number.isFinite(value))
    .map(Math.abs)
    .sort();
  return sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0;
}
