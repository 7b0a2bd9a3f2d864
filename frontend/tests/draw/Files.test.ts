import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Files from '../../src/draw/Files.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import type { Importer } from '../../src/pad/importer.svelte';
import { fake } from '../mounted';

const FILE = new File(['1,2'], 'points.csv');

function shown() {
  const verbs = { open: vi.fn(() => Promise.resolve()), openText: vi.fn(() => Promise.resolve()) };
  const importer = fake<Importer>({ ...verbs, hovering: false, name: null, offer: null, busy: false, fault: null });
  render(Files, { drawing: new Drawing(), importer, theme: 'light' });
  return { ...verbs, importer };
}

/** An event of the window with what it carries. */
function carrying(type: string, carried: object): Event {
  return Object.assign(new Event(type, { bubbles: true, cancelable: true }), carried);
}

it('opens the file that is chosen behind its button', async () => {
  const { open } = shown();
  const chooser = screen.getByLabelText<HTMLInputElement>('File to import');
  const click = vi.spyOn(chooser, 'click');
  await fireEvent.click(screen.getByRole('button', { name: 'Import points, a picture or a drawing' }));
  expect(click).toHaveBeenCalledOnce();
  Object.defineProperty(chooser, 'files', { value: [FILE] });
  await fireEvent.change(chooser);
  expect(open).toHaveBeenCalledExactlyOnceWith(FILE, 'points.csv');
});

it('takes a file that is dropped on the page, and leaves anything else to the browser', async () => {
  const { open, importer } = shown();
  const dataTransfer = { types: ['Files'], files: [FILE] };
  expect(await fireEvent(window, carrying('dragover', { dataTransfer }))).toBe(false);
  expect(importer.hovering).toBe(true);
  expect(await fireEvent(window, carrying('drop', { dataTransfer }))).toBe(false);
  expect(importer.hovering).toBe(false);
  expect(open).toHaveBeenCalledExactlyOnceWith(FILE, 'points.csv');
  const words = { dataTransfer: { types: ['text/plain'], files: [] } };
  expect(await fireEvent(window, carrying('dragover', words))).toBe(true);
  expect(await fireEvent(window, carrying('drop', words))).toBe(true);
  expect(open).toHaveBeenCalledOnce();
});

it('takes what is pasted, unless it is pasted into a text or an open sheet', async () => {
  const { open, openText } = shown();
  const text = (words: string) => carrying('paste', { clipboardData: { files: [], getData: () => words } });
  await fireEvent(window, text('1 2\n3 4'));
  expect(openText).toHaveBeenCalledExactlyOnceWith('1 2\n3 4');
  await fireEvent(window, text('  '));
  const box = document.body.appendChild(document.createElement('input'));
  await fireEvent(box, text('1 2'));
  document.body.appendChild(document.createElement('dialog')).open = true;
  await fireEvent(window, text('1 2'));
  expect(openText).toHaveBeenCalledOnce();
  expect(open).not.toHaveBeenCalled();
});
