/** What a scene says of its panels: of each alone, and of all that say nothing else. */

import type { RunSpec, SamplerSpec, Scene } from '../protocol/generated';

export interface ToldPanel {
  readonly run: RunSpec;
  /** The panel's own sampler; null follows the common one. */
  readonly sampler: SamplerSpec | null;
}

export function panelsOf({ common = {}, processes = [] }: Scene): ToldPanel[] {
  return processes.map(({ run, sampler }) => ({ run: run ?? common.run ?? {}, sampler: sampler ?? null }));
}

/** The sampler of every panel that has none of its own; null where the scene does not say. */
export function commonSampler({ common }: Scene): SamplerSpec | null {
  return common?.sampler ?? null;
}
