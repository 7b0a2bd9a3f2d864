/** A demonstration while it plays: what comes next, and whether its proofs hold. */

import type { Beat, Proof, Scene } from '../protocol/generated';

/** What a story asks of a run of any kind. One that does not walk is idle for ever. */
export interface Going {
  readonly state: { readonly phase: string; readonly n_steps: number; readonly sampling: string };
  readonly step: number;
  readonly walkedStep: number;
}

/** The same with its figures. */
export interface Told extends Going {
  readonly samples: {
    readonly modes: readonly { readonly sampled: number | null }[];
    readonly values: Readonly<Record<string, number | null>>;
  } | null;
  readonly look: {
    readonly look: { readonly numbers: Readonly<Record<string, { readonly value: number | null }>> };
  } | null;
  measure(name: string): number | null;
}

/** What the page must do next for the story to go on. */
export type Next = 'wait' | 'sample';

const DONE = new Set(['finished', 'failed']);

/** Sampling begins when every panel has learnt what it will; once it walks, the story only waits. */
export function nextOf({ text, processes = [] }: Scene, panels: readonly Going[]): Next {
  const walks = (text?.walk_steps ?? 0) > 0;
  const trained = panels.length === processes.length && panels.every(({ state }) => DONE.has(state.phase));
  const still = panels.every(({ state }) => state.sampling === 'idle');
  return walks && trained && still ? 'sample' : 'wait';
}

/** The figure a proof speaks of; null while it is not known. */
export function valueOf({ measure, panel: index }: Proof, panels: readonly Told[]): number | null {
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

/** How far a panel is on the way to what a beat or a proof waits for, 0 to 1. */
function wayOf({ text }: Scene, panel: Going, after: 'trained' | 'walked'): number {
  const { phase, n_steps: total, sampling } = panel.state;
  const learnt = DONE.has(phase) ? 1 : Math.min(1, panel.step / Math.max(1, total));
  if (after === 'trained') return learnt;
  // an annealed walk ends with its last level, however many steps were asked for
  if (sampling === 'finished') return 1;
  const steps = text?.walk_steps ?? 0;
  return steps > 0 ? Math.min(1, panel.walkedStep / steps) : learnt;
}

/** The same of the slowest panel: all must have come as far. */
export function progressOf(scene: Scene, panels: readonly Going[], after: Beat['after'] = 'start'): number {
  if (after === 'start') return 1;
  if (panels.length === 0) return 0;
  return Math.min(...panels.map((panel) => wayOf(scene, panel, after)));
}

/**
 * Whether a proof may be judged. Figures of particles count once the walk has come to its end: what stands there before,
 * such as the shares of the start, may lie within the bounds and says nothing.
 */
export function judged(scene: Scene, { measure, panel: index }: Proof, panels: readonly Told[]): boolean {
  const panel = panels[index];
  if (!panel) return false;
  const walks = measure.startsWith('share:') || measure in (panel.samples?.values ?? {});
  return wayOf(scene, panel, walks ? 'walked' : 'trained') === 1;
}
