import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import ExportMenu from '../../src/draw/ExportMenu.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import type { Importer } from '../../src/pad/importer.svelte';
import { fake } from '../mounted';

const PRESET = { kind: 'preset', name: 'spiral' } as const;

async function opened() {
  const saved: [name: string, file: Blob][] = [];
  let file = new Blob();
  Object.assign(URL, {
    createObjectURL: (given: Blob) => ((file = given), 'blob:1'),
    revokeObjectURL: () => undefined,
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push([this.download, file]);
  });
  const samples = vi.fn(() => Promise.resolve(new Blob(['1,2'])));
  const drawing = new Drawing();
  drawing.choose(PRESET);
  render(ExportMenu, { drawing, importer: fake<Importer>({ samples }) });
  await fireEvent.click(screen.getByRole('button', { name: 'Export the drawing or samples of it' }));
  return { saved, samples };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('saves the drawing as a target file', async () => {
  const { saved } = await opened();
  await press('JSON');
  expect(saved.map(([name]) => name)).toEqual(['drawing.json']);
  expect(saved[0]?.[1].type).toBe('application/json');
});

it('saves as many samples as are wanted, of the wanted seed', async () => {
  const { saved, samples } = await opened();
  await fireEvent.input(screen.getByLabelText('Points'), { target: { value: '50' } });
  await fireEvent.input(screen.getByLabelText('Seed'), { target: { value: '3' } });
  await press('NPY');
  expect(samples).toHaveBeenCalledExactlyOnceWith(PRESET, 50, 3, 'npy');
  await vi.waitFor(() => expect(saved.map(([name]) => name)).toEqual(['samples.npy']));
});

it('says what numbers can be, and what the server refuses', async () => {
  const { samples } = await opened();
  await fireEvent.input(screen.getByLabelText('Points'), { target: { value: '0' } });
  expect(screen.getByRole('alert').textContent).toContain('The number of samples must be a whole number in [1, ');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'CSV' }).disabled).toBe(true);
  await fireEvent.input(screen.getByLabelText('Points'), { target: { value: '10' } });
  await fireEvent.input(screen.getByLabelText('Seed'), { target: { value: '-1' } });
  expect(screen.getByRole('alert').textContent).toContain('The seed must be a whole number');
  await fireEvent.input(screen.getByLabelText('Seed'), { target: { value: '1' } });
  samples.mockRejectedValueOnce(new Error('The server is busy; try again.'));
  await press('CSV');
  expect((await screen.findByRole('alert')).textContent).toBe('The server is busy; try again.');
});

it('has nothing to export of a blank pad', () => {
  render(ExportMenu, { drawing: new Drawing({ kind: 'drawing', strokes: [] }), importer: fake<Importer>({}) });
  expect(screen.getByRole<HTMLButtonElement>('button').disabled).toBe(true);
});
