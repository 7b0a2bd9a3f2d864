import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import BrushSettings from '../../src/draw/BrushSettings.svelte';
import { FIRST_BRUSH, type Tool } from '../../src/pad/brush';
import type { Drawing } from '../../src/pad/drawing.svelte';
import type { Mark } from '../../src/pad/marks';
import { fake, textsOf } from '../mounted';

function shown(tool: Tool, selected: readonly Mark[] = []) {
  const verbs = {
    size: vi.fn(),
    letter: vi.fn(),
    weigh: vi.fn(),
    soften: vi.fn(),
    write: vi.fn(),
    reweigh: vi.fn(),
    settle: vi.fn(),
    remove: vi.fn(),
  };
  const brush = { ...FIRST_BRUSH, tool };
  const selectedWeight = selected.length > 0 ? 2 : null;
  const state = {
    brush,
    selected: selected as never,
    selectedWeight,
    letters: { text: 'HO', runs: [{ from: -4, to: 4, y: 0 }] },
  };
  render(BrushSettings, { drawing: fake<Drawing>({ ...verbs, ...state }) });
  return verbs;
}

const slide = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label, { selector: 'input' }), { target: { value } });

it('sets what the tool in hand has', async () => {
  const { size, weigh, soften } = shown('soft');
  expect(textsOf('label')).toEqual(['Size', 'Weight', 'Softness']);
  await slide('Size', '0');
  expect(size).toHaveBeenCalledExactlyOnceWith(1);
  await slide('Weight', '100');
  expect(weigh).toHaveBeenCalledExactlyOnceWith(2.7);
  await slide('Softness', '-100');
  expect(soften).toHaveBeenCalledExactlyOnceWith(0.37);
  document.body.replaceChildren();
  shown('eraser');
  expect(textsOf('label')).toEqual(['Size']);
});

it('takes the letters that are to be stamped', async () => {
  const { write, letter } = shown('text');
  // 7.4 units of room for 8 heights
  expect(textsOf('label, output')).toEqual(['Text', 'Height', '0.925 units', 'Weight', '1 /unit']);
  await slide('Height', '0');
  expect(letter).toHaveBeenCalledExactlyOnceWith(1);
  const text = screen.getByLabelText<HTMLInputElement>('Text');
  expect(text.value).toBe('HO');
  await fireEvent.input(text, { target: { value: '' } });
  expect(write).toHaveBeenCalledExactlyOnceWith(null);
});

it('weighs and deletes what is selected', async () => {
  expect(shown('select').remove).not.toHaveBeenCalled();
  expect(textsOf('p')).toEqual(['Press a stroke or a Gaussian to select it.']);
  document.body.replaceChildren();
  const { reweigh, settle, remove } = shown('select', [fake<Mark>({ points: [[0, 0]] })]);
  await slide('Weight', '0');
  expect(reweigh).toHaveBeenCalledExactlyOnceWith(1);
  expect(settle).not.toHaveBeenCalled();
  await fireEvent.change(screen.getByLabelText('Weight', { selector: 'input' }));
  expect(settle).toHaveBeenCalledOnce();
  await fireEvent.click(screen.getByRole('button', { name: 'Delete what is selected' }));
  expect(remove).toHaveBeenCalledOnce();
});

it('calls the weight of a whole mixture its mass', () => {
  shown('select', [fake<Mark>({ source: { kind: 'preset' }, mass: 2 })]);
  expect(textsOf('label, output')).toEqual(['Mass', '2']);
});
