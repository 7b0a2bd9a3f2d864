/** Whether the wanted sampler can walk on what the panels learn: known before the server has to refuse. */

import type { RunSpec, SamplerSpec } from '../protocol/generated';
import type { NetworkEntry, ObjectiveEntry, SamplerEntry } from '../desk/catalogue.svelte';
import type { Workspace } from '../desk/workspace.svelte';

/** A panel's run and the sampler that is to walk in it. */
export interface Walker {
  readonly run: RunSpec;
  readonly sampler: SamplerSpec;
}

/** Every panel with the sampler that is its own or the common one. */
export function walkersOf(workspace: Workspace): Walker[] {
  return workspace.panels.map(({ run }, place) => ({ run, sampler: workspace.samplerOf(place) }));
}

interface Entries {
  readonly objectives: readonly ObjectiveEntry[];
  readonly samplers: readonly SamplerEntry[];
  readonly networks: readonly NetworkEntry[];
}

/** One sentence naming the panels in the way, or null. The exact field has everything, and experts all but draws. */
export function refusalFor(walkers: readonly Walker[], { objectives, samplers, networks }: Entries): string | null {
  const entryOf = ({ sampler }: Walker) => samplers.find(({ name }) => name === sampler.sampler);
  const knows = ({ run }: Walker) => objectives.find(({ name }) => name === run.objective)?.noise_conditional ?? false;
  const isLearnt = ({ sampler }: Walker) => sampler.field !== 'exact' && sampler.field !== 'experts';
  const lacksEnergy = (walker: Walker) =>
    isLearnt(walker) && entryOf(walker)?.needs.includes('energy') && walker.run.model !== 'energy';
  const lacksLevels = (walker: Walker) =>
    isLearnt(walker) && entryOf(walker)?.needs.includes('noise_levels') && !knows(walker);
  const draws = ({ run, sampler }: Walker) =>
    sampler.field === 'exact' ||
    (isLearnt({ run, sampler }) && networks.some(({ name, normalised }) => normalised && name === run.architecture));
  const lacksDraws = (walker: Walker) => entryOf(walker)?.needs.includes('draws') && !draws(walker);
  for (const [lacks, words] of [
    [lacksEnergy, 'an energy network'],
    [lacksLevels, 'an objective with many noise levels'],
    [lacksDraws, 'a model with a known Z'],
  ] as const) {
    const first = walkers.find(lacks);
    if (!first) continue;
    const alike = (walker: Walker) => lacks(walker) && walker.sampler.sampler === first.sampler.sampler;
    const title = entryOf(first)?.title ?? first.sampler.sampler;
    return `${title} needs ${words} in ${numbers(walkers, alike)}, or the exact field.`;
  }
  return null;
}

function numbers(walkers: readonly Walker[], which: (walker: Walker) => boolean | undefined): string {
  const found = walkers.flatMap((walker, index) => (which(walker) ? [index + 1] : []));
  return found.length === 1 ? `panel ${found[0]}` : `panels ${found.slice(0, -1).join(', ')} and ${found.at(-1)}`;
}
