/** Typing a share beside a mode: what was typed, what the server says of it, and a sentence if it cannot be. */

import type { ModeInfo } from '../protocol/generated';
import type { Drawing } from './drawing.svelte';
import type { Density, Preview } from './preview.svelte';
import type { Point } from './point';

/** Below 0.2 % a mode is none; the server's bounds. */
export const SHARE = { least: 0.003, largest: 0.997 };
/** The server solves for the share to better than this. */
const EXACT = 1e-6;

/** "5", "5 %" or "5,5%" as a share of one; NaN if it is no number. */
export function typedShare(text: string): number {
  const number = text.replace('%', '').replace(',', '.').trim();
  return number === '' ? NaN : Number(number) / 100;
}

/** Give a mode the share, as one step; null, or the sentence that says why it stayed as it was. */
export async function giveShare(
  drawing: Drawing,
  preview: Preview,
  mode: ModeInfo,
  share: number,
): Promise<string | null> {
  if (!(share >= SHARE.least && share <= SHARE.largest))
    return 'A share is a number of per cent in [0.3, 99.7]; to remove a mode, select its strokes and delete them.';
  if (drawing.composed)
    return 'The shares follow from what is combined; take it apart to type them, or change its powers.';
  const before = drawing.target;
  const wanted = drawing.withShare(mode.position, share, preview.componentsOf(before));
  try {
    const density = await preview.judge(wanted);
    if (drawing.target !== before) return 'The drawing changed meanwhile; type the share again.';
    const found = massAt(density, mode.position);
    if (found === null || Math.abs(found - share) > EXACT)
      return 'With that share it would no longer be a mode of its own, or its neighbour would not; type another, or move them apart.';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  drawing.choose(wanted);
  return null;
}

/** The mass of the mode whose basin holds a point. */
export function massAt({ side, labels, modes }: Density, [x, y]: Point): number | null {
  const index = (value: number) => Math.min(side - 1, Math.max(0, Math.floor(((value + 4) / 8) * side)));
  return modes[labels[index(y) * side + index(x)] ?? -1]?.mass ?? null;
}
