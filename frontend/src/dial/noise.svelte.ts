/** The noise that pictures show: that of each panel's walk, or one that is held by hand, which changes no walk. */

import { sigmaAt, type Rung } from '../lib/rungs';
import type { Preview } from '../pad/preview.svelte';
import { marksOf, type Mark } from './marks';
import type { Made, Parts } from './parts.svelte';
import { UnderNoise, type Under } from './under';

export class NoiseDial {
  #held: number | null = $state(null);
  #fault: string | null = $state(null);
  #under: UnderNoise | null = null;

  constructor(
    private readonly preview: Pick<Preview, 'density'>,
    private readonly parts: Parts,
  ) {}

  /** World units; null while pictures follow their walks. */
  get held(): number | null {
    return this.#held;
  }

  /** Why p_sigma cannot be shown; null where it can. */
  get fault(): string | null {
    return this.#fault;
  }

  hold(sigma: number): void {
    this.#held = sigma;
  }

  follow(): void {
    this.#held = null;
  }

  /** The level of a picture: the one by hand, else that of a walk with levels after so many steps; null without one. */
  levelOf(rungs: readonly Rung[], step: number | null): number | null {
    if (this.#held !== null) return this.#held;
    return rungs.length > 0 && step !== null ? sigmaAt(rungs, step) : null;
  }

  get made(): Made | null {
    const { density } = this.preview;
    return density && this.parts.known(density.target);
  }

  get modes(): number {
    return this.preview.density?.modes.length ?? 0;
  }

  readonly #marks: readonly Mark[] = $derived.by(() => (this.made ? marksOf(this.made, this.modes) : []));

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** Ask what the target is made of, if that is not known. */
  async prepare(): Promise<void> {
    const { density } = this.preview;
    if (!density || this.made) return;
    try {
      await this.parts.of(density.target);
      this.#fault = null;
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
    }
  }

  /** p_sigma; null at no noise, and while the target's parts are not known. */
  under(sigma: number): Under | null {
    const { made } = this;
    if (!made || !(sigma > 0)) return null;
    if (this.#under?.parts !== made.parts) this.#under = new UnderNoise(made.parts);
    return this.#under.at(sigma);
  }
}
