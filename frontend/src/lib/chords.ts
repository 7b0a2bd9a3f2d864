/** Key combinations as they are written on the sheet of shortcuts, and whether a key press is one of them. */

export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * `T`, `[`, `Ctrl+Shift+Z`, `Alt+1`. Ctrl is also the Command key. A single letter means either case; another single
 * character means itself, however the keyboard makes it (`?` is Shift and a key that differs between layouts).
 */
export function isChord(chord: string, event: Keys): boolean {
  const parts = chord.split('+').filter((part) => part !== '');
  const key = chord.endsWith('++') || chord === '+' ? '+' : (parts.pop() ?? '');
  const letter = /^[A-Z]$/.test(key);
  const named = key.length > 1;
  const shift = letter || named ? event.shiftKey === parts.includes('Shift') : true;
  return (
    (letter ? event.key.toUpperCase() === key : event.key === (key === 'Space' ? ' ' : key)) &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    shift
  );
}
