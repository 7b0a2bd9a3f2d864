/** A composition taken apart: its parts laid on top of each other, as one drawing. */

import type { Composed } from './composed';
import { isComposed } from './composed';
import { isShares, isStroke, type Mark } from './marks';
import { drawing, marksOf, type Target } from './target';

/** The parts as a drawing, those of parts that are compositions included; or a sentence why they cannot be one. */
export function takenApart(target: Composed): Target | string {
  const parts = leavesOf(target);
  // what takes away or shares out acts on all that lies before it: one part that does may come first, two may not
  const acts = parts.filter((marks) => marks.some(actsOnOthers));
  if (acts.length > 1)
    return 'Two of the parts have erased strokes or typed shares, which would act on each other; press one of the parts to draw on it alone.';
  const first = acts[0];
  return drawing([...(first ?? []), ...parts.filter((marks) => marks !== first).flat()]);
}

function leavesOf(target: Target): readonly (readonly Mark[])[] {
  return isComposed(target) ? target.of.flatMap(leavesOf) : [marksOf(target, null)];
}

function actsOnOthers(mark: Mark): boolean {
  return isShares(mark) || (isStroke(mark) && Boolean(mark.erase));
}
