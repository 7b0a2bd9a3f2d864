/** Keys that work anywhere on the page except where text is typed. */

export type Shortcut =
  | 'undo'
  | 'redo'
  | 'brush'
  | 'eraser'
  | 'smaller'
  | 'larger'
  | 'train'
  | 'sample';

const PLAIN: Readonly<Record<string, Shortcut>> = {
  b: 'brush',
  e: 'eraser',
  '[': 'smaller',
  ']': 'larger',
  t: 'train',
  s: 'sample',
};

/** `typing`: whether the key went to a control that takes text or moves by itself. */
export function shortcutOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): Shortcut | null {
  const key = event.key.toLowerCase();
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
    return key === 'y' ? 'redo' : null;
  }
  return PLAIN[key] ?? null;
}

/** Controls in which keys mean text or movement. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const input = target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox';
  return input || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
