/** A landscape in words: what its height is, where it is cut off, and what lies on it. */

import { formatNumber, formatShare } from '../lib/format';
import type { Panel } from '../live/panel.svelte';
import type { Relief } from './relief';

/** Whose density the height shows. */
export type Source = 'model' | 'exact';

export function heightInWords(source: Source): string {
  return source === 'model'
    ? 'Height is −log p of the energy model, E(x) + log Z, in nats: particles roll downhill.'
    : 'Height is −log p of the exact density, in nats: particles roll downhill.';
}

/** Said where the normaliser of the model's own density may not be believed. */
export function doubtInWords(source: Source, panel: Pick<Panel, 'energy' | 'doubtOf'> | null): string {
  if (source !== 'model' || !panel) return '';
  const doubt = panel.doubtOf('log_z');
  if (doubt === null && panel.energy?.reliable !== false) return '';
  return `⚠ log Z is unreliable, so all heights may be wrong by one constant.${doubt === null ? '' : ` ${doubt}`}`;
}

export function cutInWords({ reach, floor, cut }: Relief): string {
  if (cut === 0) return '';
  return (
    `Cut off at ${formatNumber(floor + reach)} nats: ${formatShare(cut)} of the box lies higher, ` +
    'with less than 0.1 % of the mass.'
  );
}

export function inWords(relief: Relief, panel: number, particles: number): string {
  const [x, y] = relief.lowest.map((value) => formatNumber(Number(value.toFixed(1))));
  const crowd = particles > 0 ? `${formatNumber(particles)} particles lie on it.` : 'No particles lie on it.';
  return (
    `Landscape of panel ${panel}: minus log density in nats over the box. Its lowest point, ` +
    `${formatNumber(relief.floor)} nats, is at x ${x}, y ${y}. ${crowd}`
  );
}
