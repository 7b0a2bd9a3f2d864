import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import RemovedCard from '../../src/keep/RemovedCard.svelte';
import { textsOf } from '../mounted';
import { ENTRY, galleryWith } from './gallery';

function shown(fresh: boolean) {
  const made = galleryWith();
  render(RemovedCard, { entry: { ...ENTRY, removed: '2026-03-02T00:00:00Z' }, gallery: made.gallery, fresh });
  return { ...made, undo: screen.getByRole('button', { name: 'Undo: bring Two moons back' }) };
}

it('says that it is deleted and until when that can be undone', () => {
  shown(false);
  expect(textsOf('p')[0]).toBe('Two moons is deleted.');
  expect(document.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-03T00:00:00.000Z');
});

it('brings it back', async () => {
  const { undo, restore } = shown(false);
  expect(document.activeElement).not.toBe(undo);
  await fireEvent.click(undo);
  expect(restore).toHaveBeenCalledExactlyOnceWith('g1');
});

it('takes the focus of the button that is gone', () => {
  const { undo } = shown(true);
  expect(document.activeElement).toBe(undo);
});
