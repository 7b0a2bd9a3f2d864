/** What the opening shows: a small hill and a large one, and two walks that start alike. */

import { Mixture } from '../lib/mixture';
import { annealed, plain, BrowserWalk } from './walk';

/** The drawing the page begins with, two-gaussians; a test holds the two equal. */
const SMALL = { weight: 0.2, mean: { x: -2.5, y: -2.5 }, scale: 0.5 } as const;
const LARGE = { weight: 0.8, mean: { x: 2.5, y: 2.5 }, scale: 0.5 } as const;
export const HILLS = new Mixture([SMALL, LARGE]);
/** The small hill's share as it is drawn. */
export const DRAWN = SMALL.weight;

const PARTICLES = 2_000;
const SEED = 1;

/** The same for both, so that neither is given more time; a step so small that the fall can be seen. */
export const STEPS = 960;
const STEP_SIZE = 0.004;
/** Sixty levels: with twenty the small hill keeps a point too much. */
const ANNEALING = { from: 3, to: 0.1, levels: 60, stepsPerLevel: 16, ratio: 0.2 } as const;

export type WalkName = 'plain' | 'annealed';

export function begin(): Readonly<Record<WalkName, BrowserWalk>> {
  return {
    plain: new BrowserWalk(HILLS, plain(STEP_SIZE, STEPS), PARTICLES, SEED),
    annealed: new BrowserWalk(HILLS, annealed(ANNEALING), PARTICLES, SEED),
  };
}

/** From the small hill's mean to the large one's. */
const WAY = { x: LARGE.mean.x - SMALL.mean.x, y: LARGE.mean.y - SMALL.mean.y };

/**
 * Where the slope along the way changes from down to up, as a share of the way. Of two Gaussians of one scale the density
 * is a product of one factor along the line between the means and one across it: the border of their basins is straight.
 */
export const SADDLE = saddle();

/** The share of particles in the small hill's basin. */
export function shareOf({ points, count }: BrowserWalk): number {
  let inside = 0;
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = points.subarray(at, at + 2);
    if (along(x ?? 0, y ?? 0) < SADDLE) inside += 1;
  }
  return inside / count;
}

function along(x: number, y: number): number {
  return ((x - SMALL.mean.x) * WAY.x + (y - SMALL.mean.y) * WAY.y) / (WAY.x ** 2 + WAY.y ** 2);
}

/** By halving. */
function saddle(): number {
  const score = new Float64Array(2);
  let [low, high] = [0.1, 0.9];
  for (let n = 0; n < 50; n++) {
    const middle = (low + high) / 2;
    HILLS.score(SMALL.mean.x + middle * WAY.x, SMALL.mean.y + middle * WAY.y, score);
    const [sx = 0, sy = 0] = score;
    if (sx * WAY.x + sy * WAY.y < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
