/** Exact densities of targets that are shown small, such as the parts of a composition: fetched once each. */

import type { Api } from '../stream/api';
import { decodePreview, type Density } from './preview.svelte';
import { isBlank, type Target } from './target';

export class Glances {
  #known: Readonly<Record<string, Density>> = $state.raw({});
  #asked: readonly string[] = [];

  constructor(private readonly api: Pick<Api, 'preview'>) {}

  density(target: Target): Density | null {
    return this.#known[JSON.stringify(target)] ?? null;
  }

  /** What could not be fetched stays without a picture and is asked for again the next time. */
  async load(targets: readonly Target[]): Promise<void> {
    for (const target of targets) {
      const key = JSON.stringify(target);
      if (isBlank(target) || this.#asked.includes(key)) continue;
      this.#asked = [...this.#asked, key];
      try {
        const preview = await this.api.preview(target, new AbortController().signal);
        this.#known = { ...this.#known, [key]: decodePreview(target, preview) };
      } catch {
        this.#asked = this.#asked.filter((each) => each !== key);
      }
    }
  }
}
