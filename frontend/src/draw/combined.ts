/** What the model says of a combination before it is taken. */

import { formatNumber } from '../lib/format';
import type { Composed } from '../pad/composed';
import type { Density } from '../pad/preview.svelte';

export interface CombinedFact {
  readonly name: 'log_mass' | 'parts' | 'total_variation';
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

export function combinedFacts(target: Composed, { preview: { composition } }: Density): CombinedFact[] {
  if (!composition) return [];
  const { log_z, parts, pairs, total_variation, is_mixture } = composition;
  const facts: CombinedFact[] = [];
  if (target.kind !== 'union')
    facts.push({ name: 'log_mass', label: massWords(target), value: log_z, text: `${formatNumber(log_z)} nats` });
  if (!is_mixture) return facts;
  const kept = parts < pairs ? `${formatNumber(parts)} of ${formatNumber(pairs)}` : `${formatNumber(parts)}, all`;
  facts.push({ name: 'parts', label: 'Gaussians kept', value: parts, text: kept });
  facts.push({
    name: 'total_variation',
    label: 'total variation that this costs',
    value: total_variation,
    text: formatNumber(total_variation),
  });
  return facts;
}

function massWords(target: Composed): string {
  const plain = target.kind === 'product' && (target.powers ?? []).every((power) => power === 1);
  return plain ? 'log of the mass on which they agree' : 'log Z of what is combined';
}

/** Sentences of the model: how it was made, and what is to be minded. */
export function combinedNotes({ preview: { composition, warning } }: Density): string[] {
  const grid =
    composition && !composition.is_mixture
      ? ['No Gaussian mixture: its density is exact, and samplers that need noise levels refuse it.']
      : [];
  return [...grid, ...(composition?.notes ?? []), ...(warning ? [warning] : [])];
}
