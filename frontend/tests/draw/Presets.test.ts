import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Catalogue, TargetEntry } from '../../src/desk/catalogue.svelte';
import Presets from '../../src/draw/Presets.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import type { Presets as Pictures } from '../../src/pad/presets.svelte';
import { fake, recordCanvas, textOf } from '../mounted';

const TARGETS = [
  fake<TargetEntry>({ name: 'spiral', title: 'Spiral', description: 'One arm.' }),
  fake<TargetEntry>({ name: 'two-moons', title: 'Two moons', description: 'Two crescents.' }),
];

function shown() {
  recordCanvas();
  const load = vi.fn(() => Promise.resolve());
  const drawing = new Drawing();
  drawing.choose({ kind: 'preset', name: 'spiral' });
  const catalogue = fake<Catalogue>({ targets: TARGETS });
  render(Presets, { drawing, catalogue, presets: fake<Pictures>({ load, density: () => null }), theme: 'light' });
  return { drawing, load, button: screen.getByRole('button') };
}

it('is named with the preset of now, and fetches pictures once it is opened', async () => {
  const { button, load } = shown();
  expect(textOf(button)).toMatch(/^Presets ?Spiral$/);
  expect(load).not.toHaveBeenCalled();
  await fireEvent.click(button);
  expect(load).toHaveBeenCalledExactlyOnceWith(TARGETS);
  expect(screen.getByRole('button', { name: 'Spiral' }).getAttribute('aria-pressed')).toBe('true');
});

it('draws the preset that is chosen, and closes', async () => {
  const { button, drawing } = shown();
  await fireEvent.click(button);
  await fireEvent.click(screen.getByTitle('Two crescents.'));
  expect(drawing.target).toEqual({ kind: 'preset', name: 'two-moons' });
  expect(screen.queryByTitle('Two crescents.')).toBeNull();
  expect(textOf(button)).toContain('Two moons');
});
