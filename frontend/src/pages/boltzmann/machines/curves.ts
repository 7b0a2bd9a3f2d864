/** Curves of machines' layers as those of a chart. */

import type { Curve } from '../../../chart/plot';
import type { Frame } from '../../../stream/decoder';

/** How a run is called and coloured. */
export interface Named {
  readonly label: string;
  readonly colour: string;
}

/** In the colour of the page's words. */
export const WORDS = 'currentColor';
export const DASHED: readonly number[] = [6, 4];
export const DOTTED: readonly number[] = [1.5, 3.5];

/** The line of this name in a frame; null where the frame has none, gaps where nothing is finite. */
export function lineOf(frame: Frame | null | undefined, name: string): Pick<Curve, 'x' | 'y'> | null {
  const line = frame?.shape === 'curves' ? frame.curves.get(name) : undefined;
  if (!line || line.x.length === 0) return null;
  return { x: [...line.x], y: Array.from(line.y, (value) => (Number.isFinite(value) ? value : null)) };
}

/** A colour that stands back: a hex colour with less ink. */
export function faint(colour: string): string {
  return colour.length === 7 ? `${colour}88` : colour;
}

/** The longest of the lines that all runs share, once. */
export function shared(frames: readonly (Frame | null)[], name: string, label: string): Curve[] {
  const lines = frames.flatMap((frame) => lineOf(frame, name) ?? []);
  const longest = lines.reduce<(typeof lines)[number] | null>(
    (best, line) => (!best || (line.x.at(-1) ?? 0) > (best.x.at(-1) ?? 0) ? line : best),
    null,
  );
  return longest ? [{ ...longest, label, colour: WORDS, dash: DASHED }] : [];
}
