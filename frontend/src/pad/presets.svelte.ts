/** The exact densities of the presets, for their thumbnails; fetched when somebody first looks, one after the other. */

import type { TargetInfo } from '../protocol/generated';
import type { Api } from '../stream/api';
import { decodePreview, type Density } from './preview.svelte';

export class Presets {
  #densities: Readonly<Record<string, Density>> = $state.raw({});
  #loading = false;

  constructor(private readonly api: Api) {}

  density(name: string): Density | null {
    return this.#densities[name] ?? null;
  }

  /** What could not be fetched stays without a picture and is asked for again the next time. */
  async load(targets: readonly Pick<TargetInfo, 'name'>[]): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    for (const { name } of targets) if (!this.#densities[name]) await this.#fetch(name);
    this.#loading = false;
  }

  async #fetch(name: string): Promise<void> {
    const target = { kind: 'preset', name } as const;
    try {
      const preview = await this.api.preview(target, new AbortController().signal);
      this.#densities = { ...this.#densities, [name]: decodePreview(target, preview) };
    } catch {
      // the menu works without pictures; a server that is gone says so in the banner
    }
  }
}
