/** Walks on a product's experts, where the drawing is a product no more. */

import type { Workspace } from './workspace.svelte';

/** Every sampler that walks on experts walks on the exact field from now on, as the server has it too. */
export function leaveExperts(workspace: Workspace): void {
  if (workspace.sampler.field === 'experts') workspace.resample({ ...workspace.sampler, field: 'exact' });
  workspace.panels.forEach(({ sampler }, place) => {
    if (sampler?.field === 'experts') workspace.resampleOne(place, { ...sampler, field: 'exact' });
  });
}
