/** The keys of the drawing. They work anywhere on the page except where text is typed. */

import type { Drawing } from '../state/drawing.svelte';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Brush sizes grow and shrink by a fifth. */
const RATIO = 1.2;

/** Carry out the shortcut; false if the keys mean nothing here. */
export function drawByKey(drawing: Drawing, event: Keys): boolean {
  const action = actionOf(drawing, event);
  action?.();
  return action !== null;
}

function actionOf(drawing: Drawing, { key, ctrlKey, metaKey, shiftKey, altKey }: Keys): (() => void) | null {
  const letter = key.toLowerCase();
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    if (letter === 'z' && !shiftKey) return () => drawing.undo();
    return letter === 'y' || letter === 'z' ? () => drawing.redo() : null;
  }
  switch (letter) {
    case 'b':
      return () => drawing.use('brush');
    case 'e':
      return () => drawing.use('eraser');
    case '[':
      return () => drawing.size(drawing.brush.width / RATIO);
    case ']':
      return () => drawing.size(drawing.brush.width * RATIO);
    default:
      return null;
  }
}
