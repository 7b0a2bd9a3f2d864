/** Particles coloured by the density they are in: one colour a cell of the density's grid. */

import type { Rgb } from '../lib/colour';
import { pack } from '../lib/colour';

export interface Tint {
  readonly colours: Uint32Array;
  readonly side: number;
}

/** Below this share of the mass a place counts as low density, and its colour begins to warn. */
const LOW = 0.2;

/**
 * Ranks the cells by density: a cell's rank is the mass of all cells emptier than it, 0 to 1. Rank 0 takes `warn`,
 * ranks from LOW on take `calm`, with steps between.
 */
export function tintOf(density: Float32Array, side: number, calm: Rgb, warn: Rgb): Tint {
  const order = Uint32Array.from(density.keys()).sort((a, b) => density[a]! - density[b]!);
  let total = 0;
  for (const value of density) total += value;
  const colours = new Uint32Array(density.length);
  let below = 0;
  for (const cell of order) {
    const t = Math.min(1, total > 0 ? below / total / LOW : 1);
    const mixed = warn.map((from, channel) => Math.round(from + (calm[channel]! - from) * Math.sqrt(t)));
    colours[cell] = pack(mixed as unknown as Rgb, 215);
    below += density[cell]!;
  }
  return { colours, side };
}
