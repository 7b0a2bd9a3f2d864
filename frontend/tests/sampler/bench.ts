import { vi } from 'vitest';

import type { Catalogue, ObjectiveEntry, SamplerEntry } from '../../src/desk/catalogue.svelte';
import { choiceOf, type Workspace } from '../../src/desk/workspace.svelte';
import type { SamplerSpec } from '../../src/protocol/generated';
import { fake } from '../mounted';

const SCHEMA = { properties: { step_size: { type: 'number', title: 'step', default: 0.1, minimum: 0, maximum: 5 } } };
const samplers = [
  fake<SamplerEntry>({ name: 'langevin', title: 'Langevin', needs: [], schema: SCHEMA }),
  fake<SamplerEntry>({ name: 'mala', title: 'MALA', needs: ['energy'], schema: SCHEMA }),
  fake<SamplerEntry>({ name: 'annealed', title: 'Annealed', needs: ['noise_levels'], schema: SCHEMA }),
];
const objectives = [fake<ObjectiveEntry>({ name: 'dsm', title: 'Denoising', noise_conditional: false })];

export const CATALOGUE = fake<Catalogue>({
  samplers,
  objectives,
  sampler: (name) => samplers.find((entry) => entry.name === name),
  objective: (name) => objectives.find((entry) => entry.name === name),
});

/** Panels that learn a score, each with its own sampler where one is given; the common one is Langevin. */
export function workspaceOf(...own: (SamplerSpec | null)[]) {
  const verbs = { resample: vi.fn(), resampleOne: vi.fn(), tune: vi.fn(), tuneOne: vi.fn() };
  const panels = own.map((sampler) => choiceOf({ objective: 'dsm' }, sampler));
  const sampler: SamplerSpec = { sampler: 'langevin', settings: { step_size: 0.2 } };
  const workspace = fake<Workspace>({
    ...verbs,
    panels,
    sampler,
    runs: panels.map(({ run }) => run),
    samplerOf: (place) => panels[place]?.sampler ?? sampler,
  });
  return { ...verbs, workspace, sampler };
}
