/** What a figure was got for: only figures of equal footing can be better than each other. */

import type { Panel } from '../live/panel.svelte';
import type { Axis } from '../live/series';
import { followed, isCost, measuredNear, valueOf } from './followed';
import type { Column } from './verdicts';

/** The cost that walks have, and the distance that says whether it was spent on exact samples. */
const [EVALUATIONS, DISTANCE] = ['evaluations', 'sliced_wasserstein'];

/**
 * Qualities are of equal footing where they were measured at the position, and a cost only beside what it bought:
 * training time beside equally many steps, evaluations beside equally many steps of walks that cannot be told from
 * exact samples. Null is better than nothing: what a panel had before it failed, or measured long before.
 */
export function footingOf(
  panel: Panel,
  { name, of }: Pick<Column, 'name' | 'of'>,
  axis: Axis,
  position: number,
  repeated: boolean,
): string | null {
  const { phase, sampling } = panel.state;
  if (phase === 'failed' || phase === 'lost' || (of === 'sampling' && sampling === 'failed')) return null;
  const series = followed(panel, of);
  if (name === 'seconds' || name === EVALUATIONS) {
    const exact = name === 'seconds' || series.verdictAt(DISTANCE, axis, position)?.holds === true;
    return exact ? `${valueOf(series, 'step', axis, position)} steps` : null;
  }
  const near = isCost(name) ? measuredNear(series, axis, position) : measuredNear(series, axis, position, name);
  return near || repeated ? 'one moment' : null;
}
