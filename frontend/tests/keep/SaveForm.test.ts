import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Catalogue } from '../../src/desk/catalogue.svelte';
import type { Doing } from '../../src/desk/gallery.svelte';
import type { Workspace } from '../../src/desk/workspace.svelte';
import SaveForm from '../../src/keep/SaveForm.svelte';
import type { Drawing } from '../../src/pad/drawing.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import { fake } from '../mounted';
import { galleryWith } from './gallery';

function shown(doing: Doing = null, blank = false) {
  const made = galleryWith(doing);
  render(SaveForm, {
    gallery: made.gallery,
    drawing: fake<Drawing>({ blank, target: { kind: 'drawing', strokes: [] } }),
    preview: fake<Preview>({ density: null }),
    workspace: fake<Workspace>({ runs: [{ objective: 'dsm' }] }),
    catalogue: fake<Catalogue>({ targets: [], objective: () => ({ title: 'Denoising' }) as never }),
    theme: 'light',
  });
  const name = screen.getByLabelText<HTMLInputElement>('Save this experiment as');
  return { ...made, name, button: screen.getByRole<HTMLButtonElement>('button') };
}

it('suggests a name, and saves under the one that is given', async () => {
  const { save, name, button } = shown();
  expect(name.value).toBe('Drawing: Denoising');
  expect(button.textContent.trim()).toBe('Save');
  await fireEvent.input(name, { target: { value: 'Mine' } });
  await fireEvent.submit(name.form as HTMLFormElement);
  expect(save).toHaveBeenCalledExactlyOnceWith('Mine', '');
});

it('wants a name', async () => {
  const { name, button } = shown();
  await fireEvent.input(name, { target: { value: ' ' } });
  expect(button.disabled).toBe(true);
});

it('has nothing to save of a blank page, and waits while it saves', () => {
  expect(shown(null, true).button.disabled).toBe(true);
  expect(screen.getByText('There is nothing to save yet; draw a distribution first.')).toBeTruthy();
  document.body.replaceChildren();
  const { button } = shown('saving');
  expect([button.disabled, button.textContent.trim()]).toEqual([true, 'Saving …']);
});
