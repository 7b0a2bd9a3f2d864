/** What the figures of a restricted machine come to, in sentences. */

import type { Figures } from '../../../../room/room.svelte';
import { formatNumber } from '../../../../lib/format';
import { ahead, nats } from '../../machines/nats';

/** As its objective is called with its sweeps: "CD-1". */
export function objectiveIn(words: unknown, k: unknown): string {
  if (words === 'exact') return 'Exact gradient';
  return `${words === 'cd' ? 'CD' : 'PCD'}-${typeof k === 'number' ? k : 1}`;
}

/** The epoch that likelihoods, log Z and KL are of; null while the first are on their way. */
export function scoredAt(figures: Figures): number | null {
  return figures['scored_epoch'] ?? null;
}

/** Whether scores of that epoch still tell how a run of this one stands: within two epochs, or a twentieth of them. */
export function fresh(scored: number | null, epoch: number): boolean {
  return scored !== null && epoch - scored <= Math.max(2, epoch / 20);
}

/** Where scores are of an epoch gone by: which. */
export function lagIn(scored: number | null, epoch: number): string {
  return scored === null || scored >= epoch ? '' : `at epoch ${formatNumber(scored)}`;
}

/** How far it is ahead of independent pixels, and when that was; empty where that was too long ago to tell. */
export function aheadIn(figures: Figures, epoch: number): string {
  const scored = scoredAt(figures);
  if (!fresh(scored, epoch)) return '';
  const said = ahead(figures['test_log_likelihood'] ?? null, figures['independent_log_likelihood'] ?? null);
  return said === '' ? '' : [lagIn(scored, epoch), said].filter((each) => each !== '').join(', ');
}

/** From here on test pictures are strangers, nats. */
const OPEN = 1;

/** Says when the gap of free energies has opened; empty while it has not. */
export function gapIn(figures: Figures): string {
  const gap = figures['free_energy_gap'] ?? null;
  if (gap === null || gap < OPEN) return '';
  return `The gap has opened: test pictures cost ${gap.toFixed(1)} nats more than those it learns from. It learns by heart.`;
}

/** log Z both ways, as far as there is either. */
export function logZIn(figures: Figures): string {
  const [exact, annealed, low, high] = ['log_z_exact', 'log_z_ais', 'log_z_ais_low', 'log_z_ais_high'].map(
    (name) => figures[name] ?? null,
  );
  if (annealed === null || annealed === undefined) return '–';
  const within =
    typeof low === 'number' && typeof high === 'number' ? ` (${nats(low)} to ${nats(high)})` : ', not reliable';
  const said = `annealed ${nats(annealed)}${within}`;
  return typeof exact === 'number' ? `${nats(exact)} exact; ${said}` : said;
}

/** Its objective never lowers the likelihood, or it does: a sentence when training has made it worse. */
export function worseIn(test: readonly (number | null)[]): string {
  const known = test.filter((value) => value !== null);
  const [best, now] = [Math.max(...known), known.at(-1) ?? 0];
  if (known.length < 8 || best - now < 0.5) return '';
  return `It was ${(best - now).toFixed(1)} nats better before: what it follows is not the gradient of this likelihood.`;
}
