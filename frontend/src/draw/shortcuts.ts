/** The keys of the drawing. They work anywhere on the page except where text is typed. */

import type { Shortcut } from '../help/shortcuts.svelte';
import type { Drawing } from '../state/drawing.svelte';

/** Brush sizes grow and shrink by a fifth. */
const RATIO = 1.2;

export function drawingKeys(drawing: Drawing): Shortcut[] {
  const key = (chords: readonly string[], does: string, run: Shortcut['run']): Shortcut => ({
    chords,
    does,
    group: 'Drawing',
    run,
  });
  return [
    key(['B'], 'Brush', () => drawing.use('brush')),
    key(['E'], 'Eraser', () => drawing.use('eraser')),
    key(['['], 'Narrower brush', () => drawing.size(drawing.brush.width / RATIO)),
    key([']'], 'Wider brush', () => drawing.size(drawing.brush.width * RATIO)),
    key(['Ctrl+Z'], 'Undo', () => drawing.undo()),
    key(['Ctrl+Shift+Z', 'Ctrl+Y'], 'Redo', () => drawing.redo()),
    key(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], 'On the pad: move the brush (Shift: further)', null),
    key(['Space'], 'On the pad: put the brush down, lift it', null),
    key(['Escape'], 'On the pad: forget the stroke', null),
  ];
}
