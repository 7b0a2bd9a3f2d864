import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Axis from '../../src/chart/Axis.svelte';
import { Playback } from '../../src/live/playback.svelte';

function shown() {
  const watched = { id: null, panels: [], redraw: () => {}, lookBack: () => {} };
  const playback = new Playback(watched, async () => []);
  render(Axis, { playback });
  const radio = (name: string) => screen.getByRole('radio', { name });
  return { playback, steps: radio('Equal steps'), seconds: radio('Equal seconds') };
}

const state = (radio: HTMLElement) => [radio.getAttribute('aria-checked'), radio.tabIndex];

it('lines panels up by what is pressed', async () => {
  const { playback, steps, seconds } = shown();
  expect([state(steps), state(seconds)]).toEqual([
    ['true', 0],
    ['false', -1],
  ]);
  await fireEvent.click(seconds);
  expect(playback.axis).toBe('seconds');
  expect([state(steps), state(seconds)]).toEqual([
    ['false', -1],
    ['true', 0],
  ]);
});

it('goes to the other by any arrow key, with the focus', async () => {
  const { playback, steps, seconds } = shown();
  await fireEvent.keyDown(steps, { key: 'ArrowRight' });
  expect(playback.axis).toBe('seconds');
  expect(document.activeElement).toBe(seconds);
  await fireEvent.keyDown(seconds, { key: 'ArrowRight' });
  expect(playback.axis).toBe('step');
  await fireEvent.keyDown(steps, { key: 'Enter' });
  expect(playback.axis).toBe('step');
});
