/** What a story asks of a run of this page, which learns or sweeps towards an end and has figures. */

import type { Told } from '../../desk/story';
import type { Room, RunView } from '../../room/room.svelte';

/** Fields of states that say how far a run is, and how far it goes. */
const FAR = ['sweeps', 'epoch'] as const;
const END = ['end', 'epochs'] as const;

function first(run: RunView, names: readonly string[]): number | null {
  const values = Object.entries(run);
  for (const name of names) {
    const value: unknown = values.find(([key]) => key === name)?.[1];
    if (typeof value === 'number') return value;
  }
  return null;
}

export function toldOf(room: Pick<Room, 'figuresOf'>, run: RunView): Told {
  const figures = room.figuresOf(run.run);
  return {
    state: { phase: run.phase, n_steps: first(run, END) ?? Infinity, sampling: 'idle' },
    step: first(run, FAR) ?? 0,
    walkedStep: 0,
    samples: null,
    look: null,
    measure: (name) => figures[name] ?? null,
  };
}
