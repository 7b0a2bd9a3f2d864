/** Panels that are there to show the exact score: a sampler of their own walks on it, whatever is learnt. */

import type { Workspace } from '../desk/workspace.svelte';

export function isExact({ panels }: Pick<Workspace, 'panels'>, place: number): boolean {
  return panels[place]?.sampler?.field === 'exact';
}
