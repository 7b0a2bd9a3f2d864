/** Whether the wanted sampler can walk on what the panels learn: known before the server has to refuse. */

import type { RunSpec, SamplerSpec } from '../protocol/generated';
import type { ObjectiveEntry, SamplerEntry } from '../state/catalogue.svelte';

/** One sentence naming the panels in the way, or null. The exact field has everything. */
export function refusalFor(
  sampler: SamplerSpec,
  entry: SamplerEntry | undefined,
  runs: readonly RunSpec[],
  objectives: readonly ObjectiveEntry[],
): string | null {
  if (!entry || sampler.field === 'exact') return null;
  const knows = (run: RunSpec) => objectives.find(({ name }) => name === run.objective)?.noise_conditional ?? false;
  if (entry.needs.includes('energy')) {
    const without = numbers(runs, (run) => run.model !== 'energy');
    if (without) return `${entry.title} needs an energy network in ${without}, or the exact field.`;
  }
  if (entry.needs.includes('noise_levels')) {
    const without = numbers(runs, (run) => !knows(run));
    if (without) return `${entry.title} needs an objective with many noise levels in ${without}, or the exact field.`;
  }
  return null;
}

function numbers(runs: readonly RunSpec[], lacks: (run: RunSpec) => boolean): string | null {
  const found = runs.flatMap((run, index) => (lacks(run) ? [index + 1] : []));
  if (found.length === 0) return null;
  return found.length === 1 ? `panel ${found[0]}` : `panels ${found.slice(0, -1).join(', ')} and ${found.at(-1)}`;
}
