/** Panels that are there to show exact scores: a sampler of their own walks on them, whatever is learnt. */

import type { SamplerSpec } from '../protocol/generated';
import type { Workspace } from '../desk/workspace.svelte';

export function isExact({ panels }: Pick<Workspace, 'panels'>, place: number): boolean {
  const field = panels[place]?.sampler?.field;
  return field === 'exact' || field === 'experts';
}

/** What such a panel is called. */
export function exactTitle(field: SamplerSpec['field']): string {
  return field === 'experts' ? 'Added expert scores' : 'Exact score';
}
