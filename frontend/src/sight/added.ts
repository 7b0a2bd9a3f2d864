/** The layers of score panels beyond those that the declared views draw: plug-ins', and those of one network alone. */

import { DATA, ENERGY, FIELD, LENS, PARTICLES } from '../live/score';
import type { LayerInfo, ProcessInfo } from '../protocol/generated';

/** The kind of process that score panels are. */
const SCORE = 'score';
const DRAWN: readonly string[] = [FIELD, PARTICLES, LENS, ENERGY, DATA];
/** One object, so that what follows from it is not made anew where there are no plug-ins. */
const NONE: readonly LayerInfo[] = [];

/** What an added layer is called among the views; a layer that is called like a declared view is not that view. */
export type AddedName = `added:${string}`;

export function nameOf({ name }: LayerInfo): AddedName {
  return `added:${name}`;
}

/** `networks` are those that panels learn by name. */
export function addedLayers(
  processes: readonly ProcessInfo[],
  networks: readonly (string | null | undefined)[] = [],
): readonly LayerInfo[] {
  const { layers } = processes.find(({ name }) => name === SCORE) ?? { layers: NONE };
  const added = layers.filter(
    ({ name, network }) => !DRAWN.includes(name) && (network === '' || networks.includes(network)),
  );
  return added.length > 0 ? added : NONE;
}
