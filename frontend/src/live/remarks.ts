/** What was said of figures beside their values, by step: why one may not be believed, and what it lets one say. */

import type { Metrics, SampleMetrics, Verdict } from '../protocol/generated';

type Said = Pick<Metrics, 'step' | 'values'> & Partial<Pick<SampleMetrics, 'unreliable' | 'verdicts'>>;

/** Measures whose verdict is sent under another name: that of what they are made of. */
const VERDICT_OF: Readonly<Record<string, string>> = { mode_weight_tv: 'mode_weights' };

/** The verdict on a measure among those that were sent. */
export function verdictOn(verdicts: Readonly<Record<string, Verdict>>, measure: string): Verdict | null {
  return verdicts[measure] ?? verdicts[VERDICT_OF[measure] ?? ''] ?? null;
}

export class Remarks {
  /** Steps of which nothing was said are left out: most figures are sound and have no verdict. */
  readonly #doubts = new Map<number, Readonly<Record<string, string>>>();
  readonly #verdicts = new Map<number, Readonly<Record<string, Verdict>>>();

  keep({ step, values, unreliable = {}, verdicts = {} }: Said): void {
    // of the figures that were measured again only what is said now holds
    const before = Object.entries(this.#doubts.get(step) ?? {}).filter(([name]) => !(name in values));
    const doubts = { ...Object.fromEntries(before), ...unreliable };
    if (Object.keys(doubts).length > 0) this.#doubts.set(step, doubts);
    else this.#doubts.delete(step);
    if (Object.keys(verdicts).length > 0) this.#verdicts.set(step, verdicts);
  }

  doubt(step: number | null, measure: string): string | null {
    return step === null ? null : (this.#doubts.get(step)?.[measure] ?? null);
  }

  verdict(step: number | null, measure: string): Verdict | null {
    return step === null ? null : verdictOn(this.#verdicts.get(step) ?? {}, measure);
  }

  /** All from this step on. */
  forget(from: number): void {
    for (const kept of [this.#doubts, this.#verdicts])
      for (const step of kept.keys()) if (step >= from) kept.delete(step);
  }

  /** Those of these steps alone. */
  thin(steps: readonly number[]): void {
    const kept = new Set(steps);
    for (const said of [this.#doubts, this.#verdicts])
      for (const step of said.keys()) if (!kept.has(step)) said.delete(step);
  }
}
