/** The tool in hand and what it draws with. */

export type Tool = 'select' | 'brush' | 'soft' | 'eraser' | 'line' | 'curve' | 'gaussian' | 'text';

export interface Brush {
  readonly tool: Tool;
  /** Standard deviation across the stroke, world units. */
  readonly width: number;
  /** Mass per unit length. */
  readonly weight: number;
  /** Of the soft brush: how far its skirt spreads, 0 to 1. */
  readonly softness: number;
  /** Of a text: how high its letters are wanted, world units. */
  readonly letters: number;
}

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly start: number;
}

export const WIDTH: Range = { min: 0.03, max: 1, start: 0.2 };
export const WEIGHT: Range = { min: 0.1, max: 10, start: 1 };
export const SOFTNESS: Range = { min: 0.1, max: 1, start: 0.5 };
/** Most of the box for a short word: what is stamped is to be seen from the last row. */
export const LETTERS: Range = { min: 0.4, max: 6, start: 3.2 };

export const FIRST_BRUSH: Brush = {
  tool: 'brush',
  width: WIDTH.start,
  weight: WEIGHT.start,
  softness: SOFTNESS.start,
  letters: LETTERS.start,
};

export function within({ min, max }: Range, value: number): number {
  return Math.min(max, Math.max(min, value));
}
