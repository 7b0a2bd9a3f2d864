/** What the server can do: objectives, samplers, targets and their settings, as it tells it itself. */

import { inUnits } from '../lib/format';
import type { Catalogue as Entries, Demonstration } from '../protocol/generated';
import type { Api } from '../stream/api';

export type ObjectiveEntry = Entries['objectives'][number];
export type SamplerEntry = Entries['samplers'][number];
export type LensEntry = Entries['lenses'][number];
export type NetworkEntry = Entries['networks'][number];
export type MeasureEntry = Entries['measures'][number];
export type ProcessEntry = Entries['processes'][number];
export type TargetEntry = Entries['targets'][number];

export class Catalogue {
  #entries: Entries | null = $state.raw(null);
  #fault: string | null = $state.raw(null);

  constructor(private readonly api: Api) {}

  get entries(): Entries | null {
    return this.#entries;
  }

  get fault(): string | null {
    return this.#fault;
  }

  get objectives(): readonly ObjectiveEntry[] {
    return this.#entries?.objectives ?? [];
  }

  get samplers(): readonly SamplerEntry[] {
    return this.#entries?.samplers ?? [];
  }

  get targets(): readonly TargetEntry[] {
    return this.#entries?.targets ?? [];
  }

  get lenses(): readonly LensEntry[] {
    return this.#entries?.lenses ?? [];
  }

  get networks(): readonly NetworkEntry[] {
    return this.#entries?.networks ?? [];
  }

  get demonstrations(): readonly Demonstration[] {
    return this.#entries?.demonstrations ?? [];
  }

  get measures(): readonly MeasureEntry[] {
    return this.#entries?.measures ?? [];
  }

  get processes(): readonly ProcessEntry[] {
    return this.#entries?.processes ?? [];
  }

  lens(name: string | undefined): LensEntry | undefined {
    return this.lenses.find((entry) => entry.name === name);
  }

  objective(name: string | undefined): ObjectiveEntry | undefined {
    return this.objectives.find((entry) => entry.name === name);
  }

  sampler(name: string | undefined): SamplerEntry | undefined {
    return this.samplers.find((entry) => entry.name === name);
  }

  measure(name: string): MeasureEntry | undefined {
    return this.measures.find((entry) => entry.name === name);
  }

  /** Unit of an objective's loss as it is written on the page. */
  lossUnit(objective: string | undefined): string {
    return inUnits(this.objective(objective)?.loss_unit ?? '');
  }

  async load(): Promise<void> {
    try {
      this.#entries = await this.api.catalogue();
      this.#fault = null;
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
    }
  }
}
