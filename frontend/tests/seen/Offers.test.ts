import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';

import { shortcuts } from '../../src/help/shortcuts.svelte';
import type { Looked } from '../../src/live/score';
import type { LensChoice } from '../../src/live/wanted';
import Offers from '../../src/seen/Offers.svelte';
import OffersOnPicture from '../../src/seen/OffersOnPicture.svelte';
import { fake } from '../mounted';

afterEach(() => document.body.replaceChildren());

const LOOK = fake<Looked>({
  look: {
    offers: {
      pair_1: { label: '1', settings: { answers: 'aba' }, x: -2, y: 2, key: '1' },
      pair_2: { label: '2', settings: { answers: 'abb' }, x: 2, y: -1, key: '2' },
      help: { label: 'Answer for me 100 times', settings: { helped: 100 }, x: null, y: null, key: '' },
    },
  } as never,
});

function lensAt(settings: LensChoice['settings']) {
  return { choice: { name: 'preferences', settings }, tune: vi.fn() };
}

it('stand on the picture where the camera sees them, and set what they say beside what was set', async () => {
  const lens = lensAt({ answers: 'ab', temperature: 2 });
  render(OffersOnPicture, { look: LOOK, lens, frustum: { x: 0, y: 0, zoom: 1 }, edge: 400 });
  const all = screen.getAllByRole('button');
  expect(all.map((each) => each.style.transform)).toEqual(['translate(100px, 100px)', 'translate(300px, 250px)']);
  await fireEvent.click(screen.getByRole('button', { name: '2 is more likely' }));
  expect(lens.tune.mock.calls).toEqual([[{ answers: 'abb', temperature: 2 }]]);
});

it('mean nothing between a press and its answer: nobody answers twice', async () => {
  const lens = lensAt({ answers: 'abb' });
  render(OffersOnPicture, { look: LOOK, lens, frustum: { x: 0, y: 0, zoom: 1 }, edge: 400 });
  await fireEvent.click(screen.getByRole('button', { name: '1 is more likely' }));
  expect(lens.tune).not.toHaveBeenCalled();
  render(Offers, { look: LOOK, lens, index: 0 });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Answer for me 100 times' }).disabled).toBe(true);
});

it('are pressed by their keys, once for all panels, as long as they are there', () => {
  const lens = lensAt({ answers: 'ab' });
  const press = (key: string) =>
    shortcuts.press({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false });
  const { unmount } = render(Offers, { look: LOOK, lens, index: 0 });
  render(Offers, { look: LOOK, lens, index: 1 });
  expect(press('2')).toBe(true);
  expect(lens.tune.mock.calls).toEqual([[{ answers: 'abb' }]]);
  expect(press('3')).toBe(false);
  unmount();
  expect(press('1')).toBe(false);
});
