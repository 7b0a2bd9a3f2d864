/** The steps at which runs out of sight are measured: those at which the one on show was, and round ones between. */

import { niceStep } from '../lib/round';

/** As many measurements as a repeated run pays for. */
export const MOST_MARKS = 64;
/** How many of them are round steps, about: what a hand stops at on the timeline. */
const ROUND = 20;

/** In increasing order, none beyond `end`, which is the last; of more than there is room for every so-manieth. */
export function marksOf(shown: readonly number[], end: number): number[] {
  const stride = Math.max(1, niceStep(end / ROUND));
  const round = Array.from({ length: Math.floor(end / stride) + 1 }, (_, index) => index * stride);
  const own = shown.filter((step) => step <= end && step % stride !== 0 && step !== end);
  const skip = Math.max(1, Math.ceil(own.length / Math.max(1, MOST_MARKS - round.length - 1)));
  const marks = new Set([...round, ...own.filter((_, index) => index % skip === 0), end]);
  return [...marks].sort((a, b) => a - b);
}
