import { flushSync } from 'svelte';
import { expect, it } from 'vitest';

import { Shortcuts, type Shortcut } from '../../src/help/shortcuts.svelte';

const set = (does: string): Shortcut[] => [{ chords: ['T'], does, group: 'Page', run: null }];

it('keeps what begins in the very turn in which another leaves', () => {
  const table = new Shortcuts();
  let presents = $state(true);
  const end = $effect.root(() => {
    $effect(() => (presents ? undefined : table.add(set('bar'))));
    $effect(() => table.add(set(presents ? 'leave' : 'present')));
  });
  flushSync();
  expect(table.all.map(({ does }) => does)).toEqual(['leave']);
  presents = false;
  flushSync();
  expect(table.all.map(({ does }) => does)).toEqual(['bar', 'present']);
  end();
  expect(table.all).toEqual([]);
});
