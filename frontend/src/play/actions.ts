/** What the two big buttons do, by where the experiment stands. Every stage has exactly one answer. */

import type { IconName } from '../form/Icon.svelte';
import type { Stage, Walk } from '../live/panels.svelte';

export interface Action<Verb extends string> {
  readonly verb: Verb;
  readonly label: string;
  readonly icon: IconName;
  /** Why it cannot be done now; null if it can. */
  readonly obstacle: string | null;
}

/** What the bars ask of the page: it sees to it that the server has what is shown. */
export interface Verbs {
  train(): void;
  restart(seed: 'same' | 'new'): void;
  sample(): void;
}

export type TrainVerb = 'train' | 'pause';
export type SampleVerb = 'sample' | 'pause' | 'resume';

export interface Situation {
  readonly blank: boolean;
  readonly connected: boolean;
  readonly stage: Stage;
}

function obstacleTo({ blank, connected, stage }: Situation): string | null {
  if (blank) return 'Draw a distribution or choose a preset first.';
  if (stage === 'starting') return 'The runs are being set up.';
  if (!connected && stage !== 'absent') return 'The page is not connected to the server.';
  return null;
}

export function trainAction(situation: Situation): Action<TrainVerb> {
  const obstacle = obstacleTo(situation);
  switch (situation.stage) {
    case 'training':
      return { verb: 'pause', label: 'Pause', icon: 'pause', obstacle };
    case 'held':
      return { verb: 'train', label: 'Continue', icon: 'play', obstacle };
    case 'finished':
      return { verb: 'train', label: 'Train further', icon: 'play', obstacle };
    case 'absent':
    case 'starting':
    case 'ready':
      return { verb: 'train', label: 'Train', icon: 'play', obstacle };
    default:
      throw new Error(`No action for stage ${String(situation.stage satisfies never)}.`);
  }
}

export function sampleAction(situation: Situation, walk: Walk, refusal: string | null): Action<SampleVerb> {
  const obstacle = obstacleTo(situation);
  if (walk === 'walking') return { verb: 'pause', label: 'Pause', icon: 'pause', obstacle };
  if (walk === 'paused') return { verb: 'resume', label: 'Continue', icon: 'sparkles', obstacle };
  return { verb: 'sample', label: 'Sample', icon: 'sparkles', obstacle: obstacle ?? refusal };
}
