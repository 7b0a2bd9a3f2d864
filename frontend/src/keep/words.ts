/** Saved experiments in words. */

import { formatNumber } from '../lib/format';
import type { GalleryEntry } from '../protocol/generated';

/** "Score matching, energy, 1 500 of 3 000 steps" for each panel, one line each. */
export function panelsInWords(
  { kind, panels }: Pick<GalleryEntry, 'kind' | 'panels'>,
  titles: ReadonlyMap<string, string>,
): string {
  return panels
    .map(({ title, objective, model, step, n_steps }) => {
      // what is no score panel has a title alone, and no end that it goes to
      if (kind !== 'score') return step > 0 ? `${title}: ${formatNumber(step)} steps` : title;
      const steps = step === n_steps ? formatNumber(step) : `${formatNumber(step)} of ${formatNumber(n_steps)}`;
      return `${titles.get(objective) ?? objective}${model === 'energy' ? ', energy' : ''}: ${steps} steps`;
    })
    .join('\n');
}

export function dateInWords(created: string): string {
  return new Date(created).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

export function sizeInWords(bytes: number): string {
  return bytes < 1e6 ? `${formatNumber(Math.ceil(bytes / 1e3))} kB` : `${formatNumber(bytes / 1e6)} MB`;
}
