import { describe, expect, it, vi } from 'vitest';

import { Shortcuts } from '../../src/help/shortcuts.svelte';

const T = { key: 't', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

describe('the table of shortcuts', () => {
  it('lists and carries out what is registered, until it leaves', () => {
    const table = new Shortcuts();
    const run = vi.fn();
    const leave = table.add([{ chords: ['T'], does: 'Train', group: 'Page', run }]);
    expect(table.all.map(({ does }) => does)).toEqual(['Train']);
    expect(table.press(T)).toBe(true);
    leave();
    expect(table.press(T)).toBe(false);
    expect(table.all).toEqual([]);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('passes a key on where it can do nothing now', () => {
    const table = new Shortcuts();
    table.add([{ chords: ['T'], does: 'Train', group: 'Page', run: () => false }]);
    expect(table.press(T)).toBe(false);
    const other = vi.fn();
    table.add([{ chords: ['T'], does: 'Another', group: 'Page', run: other }]);
    expect(table.press(T)).toBe(true);
    expect(other).toHaveBeenCalled();
  });
});
