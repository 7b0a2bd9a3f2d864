/** A demonstration while it plays: what comes next, and whether its proofs hold. */

import type { Proof, Scene } from '../protocol/generated';
import type { Panel } from '../live/panel.svelte';

/** What the page must do next for the story to go on. */
export type Next = 'wait' | 'sample';

const DONE = new Set(['finished', 'failed']);

/** Sampling begins when every panel has learnt what it will; once it walks, the story only waits. */
export function nextOf({ text, processes = [] }: Scene, panels: readonly Panel[]): Next {
  const walks = (text?.walk_steps ?? 0) > 0;
  const trained = panels.length === processes.length && panels.every(({ state }) => DONE.has(state.phase));
  const still = panels.every(({ state }) => state.sampling === 'idle');
  return walks && trained && still ? 'sample' : 'wait';
}

/** The figure a proof speaks of; null while it is not known. */
export function valueOf({ measure, panel: index }: Proof, panels: readonly Panel[]): number | null {
  const panel = panels[index];
  if (!panel) return null;
  const [kind, name = ''] = measure.split(':');
  if (kind === 'share') return panel.samples?.modes[Number(name) - 1]?.sampled ?? null;
  if (kind === 'lens') return panel.look?.look.numbers[name]?.value ?? null;
  return panel.samples?.values[measure] ?? panel.measure(measure);
}

export function holds({ relation, bound }: Proof, value: number): boolean {
  return relation === 'above' ? value > bound : value < bound;
}

/** Two bounds on one figure of one panel are one claim: "mass of the 20 % mode: above 15 %, below 25 %". */
export function claimsOf(proofs: readonly Proof[]): Proof[][] {
  const claims: Proof[][] = [];
  for (const proof of proofs) {
    const claim = claims.find(([first]) => first?.panel === proof.panel && first.measure === proof.measure);
    if (claim) claim.push(proof);
    else claims.push([proof]);
  }
  return claims;
}
