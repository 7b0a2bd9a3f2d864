import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Doing } from '../../src/desk/gallery.svelte';
import EntryCard from '../../src/keep/EntryCard.svelte';
import { textsOf } from '../mounted';
import { ENTRY, galleryWith } from './gallery';

function shown(doing: Doing = null) {
  const made = galleryWith(doing, 'g1');
  render(EntryCard, { entry: ENTRY, gallery: made.gallery, titles: new Map([['dsm', 'Denoising']]) });
  return made;
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

it('says what was saved, when, how large, and by which version', () => {
  shown();
  const card = screen.getByRole('article', { name: 'Two moons' });
  expect(card.className).toContain('fresh');
  expect(card.querySelector('img')?.getAttribute('src')).toBe('api/gallery/g1.png');
  const [panels, rest] = textsOf('p');
  expect(panels).toBe('Denoising, energy: 500 of 1 500 steps');
  expect(rest).toMatch(/ · 2\.5 MB · version 0\.1\.0$/);
  expect(card.querySelector('time')?.getAttribute('datetime')).toBe(ENTRY.created);
});

it('opens and deletes its entry', async () => {
  const { open, remove } = shown();
  await fireEvent.click(button('Open Two moons'));
  expect(open).toHaveBeenCalledExactlyOnceWith('g1');
  expect(remove).not.toHaveBeenCalled();
  await fireEvent.click(button('Delete Two moons'));
  expect(remove).toHaveBeenCalledExactlyOnceWith('g1');
});

it('does neither while the gallery is at something', () => {
  shown('opening');
  expect([button('Open Two moons').disabled, button('Delete Two moons').disabled]).toEqual([true, true]);
});

it('renames it where it stands, with the focus in the name', async () => {
  const { rename } = shown();
  await fireEvent.click(button('Rename Two moons'));
  const name = screen.getByLabelText<HTMLInputElement>('New name');
  expect(name.value).toBe('Two moons');
  expect(document.activeElement).toBe(name);
  await fireEvent.input(name, { target: { value: '  ' } });
  expect(button('Rename').disabled).toBe(true);
  await fireEvent.input(name, { target: { value: 'Moons' } });
  await fireEvent.submit(name.form as HTMLFormElement);
  expect(rename).toHaveBeenCalledExactlyOnceWith('g1', 'Moons');
  await screen.findByRole('button', { name: 'Rename Two moons' });
});

it('keeps asking for a name that the server refuses, until it is cancelled', async () => {
  const { rename } = shown();
  rename.mockResolvedValue(false);
  await fireEvent.click(button('Rename Two moons'));
  await fireEvent.submit(screen.getByLabelText<HTMLInputElement>('New name').form as HTMLFormElement);
  expect(screen.getByLabelText('New name')).toBeTruthy();
  await fireEvent.click(button('Cancel'));
  expect(screen.queryByLabelText('New name')).toBeNull();
});
