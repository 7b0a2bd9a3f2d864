import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';

import HelpMenu from '../../src/help/HelpMenu.svelte';
import { shortcuts } from '../../src/help/shortcuts.svelte';
import { STEPS, type Toured } from '../../src/help/tour.svelte';
import { remember } from '../../src/lib/storage';
import { fake, textsOf } from '../mounted';
import { CATALOGUE } from './entries';

const TARGET = { kind: 'preset', name: 'spiral' } as const;

async function shown() {
  const toured = fake<Toured>({
    drawing: { target: TARGET, blank: false },
    experiment: { stage: 'ready', panels: [] },
    catalogue: CATALOGUE,
  });
  render(HelpMenu, { toured });
  await tick();
}

async function choose(name: string | RegExp) {
  await fireEvent.click(screen.getByRole('button', { name: 'Help' }));
  await fireEvent.click(screen.getByRole('button', { name }));
}

// what is loaded when it is opened, compiled beforehand: that takes seconds on a busy machine
beforeAll(async () => {
  await import('../../src/help/TourCard.svelte');
  await import('../../src/help/ShortcutSheet.svelte');
  await import('../../src/help/Reference.svelte');
});
beforeEach(() => remember('tour', 'seen'));

it('starts the tour on the first visit alone, and whenever it is asked for', async () => {
  await shown();
  expect(document.querySelector('[data-tour]')).toBeNull();
  await choose('The tour in five steps');
  await vi.waitFor(() => expect(textsOf('[data-tour="0"] h2')).toEqual([STEPS[0]?.title]));
});

it('welcomes who was never here', async () => {
  localStorage.clear();
  await shown();
  await vi.waitFor(() => expect(document.querySelector('[data-tour="0"]')).not.toBeNull());
});

it('shows the keys from its menu and by their own key, and the sheet can be closed', async () => {
  await shown();
  await choose(/Keyboard shortcuts/);
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog', { name: 'Keyboard shortcuts' })).toBeNull();
  shortcuts.all.find(({ chords }) => chords[0] === '?')?.run?.();
  await tick();
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
});

it('shows every equation', async () => {
  await shown();
  await choose('Equations and sources');
  await vi.waitFor(() => expect(textsOf('dialog nav button')).toContain('Langevin'));
});
