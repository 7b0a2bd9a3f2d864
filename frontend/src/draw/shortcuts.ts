/**
 * The keys of the drawing. They work anywhere on the page except where text is typed; what Escape ends is on the stack of
 * lib/escape.ts.
 */

import type { Shortcut } from '../help/shortcuts.svelte';
import type { Tool } from '../pad/brush';
import type { Drawing } from '../pad/drawing.svelte';

/** Brush sizes grow and shrink by a fifth. */
const RATIO = 1.2;

export const TOOL_KEYS: Readonly<Record<Tool, readonly [key: string, name: string]>> = {
  select: ['V', 'Select'],
  brush: ['B', 'Brush'],
  soft: ['A', 'Soft brush'],
  eraser: ['E', 'Eraser'],
  line: ['L', 'Line'],
  curve: ['O', 'Closed curve'],
  gaussian: ['G', 'Gaussian'],
  text: ['X', 'Text'],
};
const TOOLS = Object.entries(TOOL_KEYS) as [Tool, readonly [string, string]][];

export function drawingKeys(drawing: Drawing): Shortcut[] {
  const key = (chords: readonly string[], does: string, run: Shortcut['run']): Shortcut => ({
    chords,
    does,
    group: 'Drawing',
    run,
  });
  return [
    ...TOOLS.map(([tool, [chord, name]]) => key([chord], name, () => drawing.use(tool))),
    key(['['], 'Narrower brush', () => drawing.grow(1 / RATIO)),
    key([']'], 'Wider brush', () => drawing.grow(RATIO)),
    key(['Delete', 'Backspace'], 'Delete what is selected', () => drawing.selected.length > 0 && drawing.remove()),
    key(['Escape'], 'Select nothing', null),
    key(['Ctrl+Z'], 'Undo', () => drawing.undo()),
    key(['Ctrl+Shift+Z', 'Ctrl+Y'], 'Redo', () => drawing.redo()),
    key(
      ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
      'On the pad: move the tool, or what is selected (Shift: further)',
      null,
    ),
    key(['Space'], 'On the pad: put the tool down, lift it; select', null),
    key(['Escape'], 'On the pad: forget the stroke', null),
  ];
}
