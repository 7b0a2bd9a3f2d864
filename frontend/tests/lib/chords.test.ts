import { describe, expect, it } from 'vitest';

import { isChord, type Keys } from '../../src/lib/chords';

function keys(key: string, ...held: ('ctrl' | 'meta' | 'shift' | 'alt')[]): Keys {
  const has = (name: (typeof held)[number]) => held.includes(name);
  return { key, ctrlKey: has('ctrl'), metaKey: has('meta'), shiftKey: has('shift'), altKey: has('alt') };
}

describe('chords', () => {
  it.each([
    ['T', keys('t')],
    ['T', keys('T')],
    ['?', keys('?', 'shift')],
    ['[', keys('[')],
    ['+', keys('+', 'shift')],
    ['Ctrl+Z', keys('z', 'ctrl')],
    ['Ctrl+Z', keys('z', 'meta')],
    ['Ctrl+Shift+Z', keys('Z', 'ctrl', 'shift')],
    ['Alt+1', keys('1', 'alt')],
    ['Space', keys(' ')],
    ['Shift+ArrowLeft', keys('ArrowLeft', 'shift')],
  ])('%s is pressed', (chord, event) => {
    expect(isChord(chord, event)).toBe(true);
  });

  it.each([
    ['T', keys('t', 'ctrl')],
    ['T', keys('t', 'alt')],
    ['T', keys('T', 'shift')],
    ['Ctrl+Z', keys('z')],
    ['Ctrl+Z', keys('Z', 'ctrl', 'shift')],
    ['ArrowLeft', keys('ArrowLeft', 'shift')],
    ['Space', keys('Space')],
    ['+', keys('a')],
  ])('%s is not', (chord, event) => {
    expect(isChord(chord, event)).toBe(false);
  });
});
