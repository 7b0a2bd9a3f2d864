import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeAll, expect, it } from 'vitest';

import { shortcuts } from '../../../src/help/shortcuts.svelte';
import KeysButton from '../../../src/pages/boltzmann/KeysButton.svelte';
import { textsOf } from '../../mounted';

// what is loaded when it is opened, compiled beforehand: that takes seconds on a busy machine
beforeAll(async () => void (await import('../../../src/help/ShortcutSheet.svelte')));

it('opens the sheet of the keys by ?', async () => {
  render(KeysButton);
  await tick();
  expect(shortcuts.press({ key: '?', ctrlKey: false, metaKey: false, altKey: false, shiftKey: true } as never)).toBe(
    true,
  );
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  expect(textsOf('[data-shortcut] dt')).toEqual(['Another room, on its tab', 'Show this sheet']);
});
