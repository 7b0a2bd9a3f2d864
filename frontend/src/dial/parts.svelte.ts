/** What the target on the pad is made of, exactly: asked of the server when somebody first wants it, and kept. */

import { gaussiansOf, type Gaussians } from '../lib/gaussians';
import { bytesOf } from '../pad/preview.svelte';
import type { Target } from '../pad/target';
import type { Merging } from '../protocol/generated';
import type { Api } from '../stream/api';

export interface Made {
  readonly target: Target;
  readonly parts: Gaussians;
  /** The mode each part lies in, as its place among the modes; -1 off the box. */
  readonly modes: Int16Array;
  /** Levels of noise at which modes become one, rising. */
  readonly mergings: readonly Merging[];
  /** The noise below which shares are those of the drawing; null where they always are. */
  readonly settled: number | null;
}

export class Parts {
  #known: Made | null = $state.raw(null);
  #asked: { readonly target: Target; readonly answer: Promise<Made> } | null = null;

  constructor(private readonly api: Pick<Api, 'parts'>) {}

  /** What is known of this target; null while it is not. */
  known(target: Target): Made | null {
    return this.#known?.target === target ? this.#known : null;
  }

  /** Errors: the server's sentence. */
  of(target: Target): Promise<Made> {
    if (this.#asked?.target !== target) this.#asked = { target, answer: this.#ask(target) };
    return this.#asked.answer;
  }

  async #ask(target: Target): Promise<Made> {
    try {
      const { components, modes, mergings, settled } = await this.api.parts(target);
      const parts = gaussiansOf(new Float64Array(bytesOf(components).buffer));
      const made = { target, parts, modes: new Int16Array(bytesOf(modes).buffer), mergings, settled };
      if (this.#asked?.target === target) this.#known = made;
      return made;
    } catch (error) {
      if (this.#asked?.target === target) this.#asked = null;
      throw error;
    }
  }
}
