/** Panels that are there to show exact scores: a sampler of their own walks on them, whatever is learnt. */

import { titled } from '../lib/words';
import type { Catalogue } from '../desk/catalogue.svelte';
import type { SamplerSpec } from '../protocol/generated';
import type { Workspace } from '../desk/workspace.svelte';

export function isExact({ panels }: Pick<Workspace, 'panels'>, place: number): boolean {
  const field = panels[place]?.sampler?.field;
  return field === 'exact' || field === 'experts';
}

/** What such a panel is called. */
export function exactTitle({ field, sampler }: SamplerSpec, catalogue: Pick<Catalogue, 'sampler'>): string {
  if (field !== 'experts') return 'Exact score';
  const [by] = (catalogue.sampler(sampler)?.title ?? titled(sampler ?? '')).split(' (');
  return `Added: ${by}`;
}
