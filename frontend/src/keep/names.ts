/** What things that leave the page are called. */

import { titled } from '../lib/words';
import type { RunSpec } from '../protocol/generated';
import type { Catalogue } from '../desk/catalogue.svelte';
import { targetTitle } from '../desk/titles';
import type { Target } from '../pad/target';

export { targetTitle };

/** "Two Gaussians: Score matching, Denoising score matching": what tells one experiment from another. */
export function suggestedName(
  target: Target,
  runs: readonly RunSpec[],
  catalogue: Pick<Catalogue, 'targets' | 'objective'>,
): string {
  const objectives = [...new Set(runs.map((run) => objectiveTitle(run, catalogue)))];
  const name = `${targetTitle(target, catalogue)}: ${objectives.join(', ')}`;
  return name.length <= 100 ? name : `${name.slice(0, 99).trimEnd()}…`;
}

export function objectiveTitle({ objective }: RunSpec, catalogue: Pick<Catalogue, 'objective'>): string {
  return catalogue.objective(objective)?.title ?? titled(objective ?? '');
}

/** The name of a file: letters, digits and hyphens, so that any system takes it. */
export function fileName(words: string, ending: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return `scorescape-${plain.slice(0, 80) || 'experiment'}.${ending}`;
}
