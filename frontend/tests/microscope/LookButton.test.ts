import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import LookButton from '../../src/microscope/LookButton.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Sight } from '../../src/sight/sight.svelte';
import { fake } from '../mounted';

function shown(obstacle: string | null, main: number | null = null) {
  const open = vi.fn();
  const experiment = fake<Experiment>({ panels: [{ run: 'r1' }, { run: 'r2' }] as never });
  const frustum = { x: 0.5, y: 1, zoom: 2 };
  const sight = fake<Sight>({ microscope: { open }, view: { main, frustum } });
  render(LookButton, { experiment, sight, of: 'sampling', obstacle });
  return { open, button: screen.getByRole<HTMLButtonElement>('button'), frustum };
}

it('looks at the first panel, or at the large one, in the middle of what is seen', async () => {
  const first = shown(null);
  await fireEvent.click(first.button);
  expect(first.open).toHaveBeenCalledWith('r1', 'sampling', first.frustum);
  document.body.replaceChildren();
  const large = shown(null, 1);
  await fireEvent.click(large.button);
  expect(large.open).toHaveBeenCalledWith('r2', 'sampling', large.frustum);
});

it('says why it cannot', () => {
  const { button } = shown('Draw first.');
  expect([button.disabled, button.title]).toEqual([true, 'Draw first.']);
});
