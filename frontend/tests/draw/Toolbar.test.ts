import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Toolbar from '../../src/draw/Toolbar.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import { words } from '../mounted';

const PRESET = { kind: 'preset', name: 'spiral' } as const;

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const able = () => ['Undo', 'Redo', 'Clear the drawing'].map((name) => !button(name).disabled);

it('undoes, redoes and clears, each where there is something to', async () => {
  const drawing = new Drawing();
  render(Toolbar, { drawing, children: words('files') });
  expect(able()).toEqual([false, false, false]);
  drawing.choose(PRESET);
  await screen.findByText('files');
  await Promise.resolve();
  expect(able()).toEqual([true, false, true]);
  await fireEvent.click(button('Undo'));
  expect([drawing.blank, ...able()]).toEqual([true, false, true, false]);
  await fireEvent.click(button('Redo'));
  expect(drawing.target).toEqual(PRESET);
  await fireEvent.click(button('Clear the drawing'));
  expect(drawing.blank).toBe(true);
});

it('is a toolbar with the tools, their settings and what else it is given', () => {
  render(Toolbar, { drawing: new Drawing(), children: words('files') });
  const bar = screen.getByRole('toolbar', { name: 'Drawing tools' });
  expect(bar.contains(screen.getByRole('radiogroup', { name: 'Tool' }))).toBe(true);
  expect(bar.contains(screen.getByText('files'))).toBe(true);
  expect(screen.getByLabelText('Size', { selector: 'input' })).toBeTruthy();
});
