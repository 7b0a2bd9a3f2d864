/** The newest figures of the picture on show, and those over all test pictures, which have the same names. */

import type { Figures, Said } from '../../../../room/room.svelte';

export interface Scored extends Said {
  readonly type: 'completion-score';
  readonly run: string;
  readonly pictures: number;
  readonly hidden: number;
  readonly values: Figures;
}

function isScored(said: Said): said is Scored {
  return said.type === 'completion-score' && said.run !== undefined && said.values !== undefined;
}

function sweepOf(said: Said): number | null {
  return 'step' in said && typeof said.step === 'number' ? said.step : null;
}

export class Answers {
  /** By run. */
  #now: Readonly<Record<string, Figures>> = $state.raw({});
  #scores: Readonly<Record<string, Scored>> = $state.raw({});

  hear(said: Said): void {
    if (said.type === 'completion-figures' && said.run !== undefined && said.values)
      this.#now = { ...this.#now, [said.run]: { ...said.values, sweeps: sweepOf(said) } };
    else if (isScored(said)) this.#scores = { ...this.#scores, [said.run]: said };
    for (const each of said.history ?? []) this.hear(each);
  }

  of(run: string): Figures {
    return this.#now[run] ?? {};
  }

  scoreOf(run: string): Scored | null {
    return this.#scores[run] ?? null;
  }

  /** Something else is hidden: what was scored is of another question. */
  forget(): void {
    this.#scores = {};
  }
}
