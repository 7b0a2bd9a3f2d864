/** What a mean of sweeps stands on: how many it averages, or how far the sweeps before it have come. */

import { formatNumber } from '../../../lib/format';

/** Sweeps that no mean averages, of `models/boltzmann`; of a run that is to end earlier at most half of its own. */
export const BURN_IN = 20;

/** Sweeps that settle where a run ends after `end`; null is without an end. */
export function burnIn(end: number | null): number {
  return end === null ? BURN_IN : Math.min(BURN_IN, Math.floor(end / 2));
}

/** "settling, 7 of 20 sweeps", then "mean of 150 sweeps after 20 of settling". */
export function standsOn(swept: number, averaged: number, settles = BURN_IN): string {
  if (averaged > 0) return `mean of ${sweepsOf(averaged)} after ${formatNumber(settles)} of settling`;
  return swept < settles ? settling(swept, settles) : 'one sample until the next sweep';
}

export function settling(swept: number, settles = BURN_IN): string {
  return `settling, ${swept} of ${settles} sweeps`;
}

export function sweepsOf(count: number): string {
  return `${formatNumber(count)} sweep${count === 1 ? '' : 's'}`;
}
