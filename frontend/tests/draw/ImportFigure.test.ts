import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import ImportFigure from '../../src/draw/ImportFigure.svelte';
import type { Offer } from '../../src/pad/importer.svelte';
import { fake, recordCanvas } from '../mounted';

it('draws the density and points of the file where they are', () => {
  const { calls } = recordCanvas();
  const offer = fake<Offer>({
    density: { side: 2, values: Float32Array.of(0, 1, 0, 1) },
    shown: Float32Array.of(0, 0, 4, -4),
  });
  render(ImportFigure, { offer, theme: 'light' });
  expect(screen.getByRole('img', { name: /^The density it would become/ })).toBeTruthy();
  expect(calls.filter(([name]) => name === 'fillRect').map((call) => call.slice(1))).toEqual([
    [318.75, 318.75, 2.5, 2.5],
    [638.75, 638.75, 2.5, 2.5],
  ]);
  expect(calls.some(([name, , , , wide]) => name === 'drawImage' && wide === 640)).toBe(true);
});
