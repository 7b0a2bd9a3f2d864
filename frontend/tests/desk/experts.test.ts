import { expect, it } from 'vitest';

import { leaveExperts } from '../../src/desk/experts';
import type { Workspace } from '../../src/desk/workspace.svelte';

it('lets samplers on experts walk on the exact field, and touches no other', () => {
  const said: unknown[] = [];
  leaveExperts({
    sampler: { sampler: 'reverse-sde', field: 'experts' },
    panels: [{ sampler: null }, { sampler: { sampler: 'mala', field: 'learned' } }, { sampler: { field: 'experts' } }],
    resample: (sampler: unknown) => said.push(sampler),
    resampleOne: (place: number, sampler: unknown) => said.push([place, sampler]),
  } as unknown as Workspace);
  expect(said).toEqual([{ sampler: 'reverse-sde', field: 'exact' }, [2, { field: 'exact' }]]);
});
