/** Which densities a panel's landscape can show, and where they come from. */

import type { RunSpec } from '../protocol/generated';
import type { Panel } from '../live/panel.svelte';
import type { Density } from '../pad/preview.svelte';
import type { Source } from './words';

/** A log density over the box, nats; row 0 = lowest y. */
export interface Surface {
  readonly logDensity: Float32Array;
  readonly side: number;
}

/** Every panel has the exact density; an energy model has its own as well. */
export function sourcesOf(run: RunSpec | undefined): readonly Source[] {
  return run?.model === 'energy' ? ['model', 'exact'] : ['exact'];
}

/** Null while it is not known. */
export function surfaceOf(source: Source, panel: Panel | null, density: Density | null): Surface | null {
  if (source === 'exact') return density && { logDensity: density.values.map(Math.log), side: density.side };
  return panel?.energy ?? null;
}
