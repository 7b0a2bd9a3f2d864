import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';

import Toolbar from '../../src/draw/Toolbar.svelte';
import { more } from '../../src/form/more.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import { words } from '../mounted';

const PRESET = { kind: 'preset', name: 'spiral' } as const;

beforeEach(() => more.set('tools', true));

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

it('has five tools and undo at first, the rest behind More; files can be dropped all the same', async () => {
  more.set('tools', false);
  const drawing = new Drawing();
  render(Toolbar, { drawing, children: words('files') });
  const names = () => screen.getAllByRole('radio').map((radio) => radio.getAttribute('aria-label'));
  expect(names()).toEqual(['Select (V)', 'Brush (B)', 'Eraser (E)', 'Line (L)', 'Gaussian (G)']);
  expect(screen.queryByRole('button', { name: 'Redo' })).toBeNull();
  expect(screen.queryByLabelText('Size', { selector: 'input' })).toBeNull();
  expect(screen.getByText('files').closest('[hidden]')).not.toBeNull();
  drawing.use('text');
  await Promise.resolve();
  expect(names()).toContain('Text (X)');
  expect(screen.getByLabelText('Text', { selector: 'input' })).toBeTruthy();
  await fireEvent.click(button('More tools'));
  expect(names()).toHaveLength(8);
  expect(screen.getByText('files').closest('[hidden]')).toBeNull();
});
