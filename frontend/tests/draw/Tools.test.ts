import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Tools from '../../src/draw/Tools.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';

it('has every tool with its key, and one in hand', async () => {
  const drawing = new Drawing();
  render(Tools, { drawing });
  const radios = screen.getAllByRole('radio');
  expect(radios.map((radio) => radio.getAttribute('aria-label'))).toEqual([
    'Select (V)',
    'Brush (B)',
    'Soft brush (A)',
    'Eraser (E)',
    'Line (L)',
    'Closed curve (O)',
    'Gaussian (G)',
    'Text (X)',
  ]);
  const inHand = () => radios.filter((radio) => radio.getAttribute('aria-checked') === 'true');
  expect(inHand()).toEqual([screen.getByRole('radio', { name: 'Brush (B)' })]);
  await fireEvent.click(screen.getByRole('radio', { name: 'Eraser (E)' }));
  expect(drawing.brush.tool).toBe('eraser');
  expect(inHand()).toEqual([screen.getByRole('radio', { name: 'Eraser (E)' })]);
});
