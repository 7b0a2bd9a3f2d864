import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';

import { shortcuts, type Shortcut } from '../../src/help/shortcuts.svelte';
import ShortcutSheet from '../../src/help/ShortcutSheet.svelte';
import { textOf, textsOf } from '../mounted';

const SET: readonly Shortcut[] = [
  { chords: ['?'], does: 'Show this sheet', group: 'Page', run: null },
  { chords: ['Ctrl+Z'], does: 'Undo', group: 'Drawing', run: null },
  { chords: ['ArrowLeft', '+'], does: 'Look elsewhere', group: 'Panels', run: null },
];
let end = () => {};

function shown() {
  end = shortcuts.add(SET);
  render(ShortcutSheet, { onclose: vi.fn() });
}

afterEach(() => end());

it('lists the keys that are taken part in now, by group, without empty groups', () => {
  shown();
  expect(textsOf('h3')).toEqual(['Drawing', 'Panels', 'Page']);
  expect(screen.getByRole('region', { name: 'Drawing' }).textContent).toContain('Undo');
});

it('writes keys as they are printed on the keyboard', () => {
  shown();
  expect(textsOf('[data-shortcut="Ctrl+Z"] kbd')).toEqual(['Ctrl', 'Z']);
  const row = screen.getByText('Look elsewhere').closest('div');
  expect([...(row?.querySelectorAll('kbd') ?? [])].map(textOf)).toEqual(['←', '+']);
});

it('names the Command key on a Mac', () => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (Macintosh)');
  shown();
  expect(textsOf('[data-shortcut="Ctrl+Z"] kbd')).toEqual(['⌘', 'Z']);
});
