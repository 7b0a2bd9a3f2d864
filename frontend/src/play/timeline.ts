/** Where a timeline stands, in words. */

import { formatNumber } from '../lib/format';
import type { Reel } from '../live/panel.svelte';
import type { Axis } from '../live/series';

export function placeInWords(reel: Reel, axis: Axis, at: number | null, end: number, steps: readonly number[]): string {
  const what = reel === 'training' ? 'step' : 'walk step';
  const whole = axis === 'step' ? formatNumber(Math.floor(end)) : `${formatNumber(end)} s`;
  if (end === 0) return reel === 'training' ? 'not trained yet' : 'not sampled yet';
  if (at === null) return `live, ${axis === 'step' ? `${what} ${whole}` : whole}`;
  const [first, ...others] = steps;
  const same = others.every((step) => step === first);
  if (axis === 'step') return `viewing ${what} ${formatNumber(Math.floor(same && first ? first : at))} of ${whole}`;
  return `viewing ${formatNumber(at)} s of ${whole} (${what}${same ? '' : 's'} ${(same ? [first ?? 0] : steps).map(formatNumber).join(', ')})`;
}
