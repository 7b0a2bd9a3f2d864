import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Playback } from '../../src/live/playback.svelte';
import Timeline from '../../src/play/Timeline.svelte';
import { fake, textOf } from '../mounted';

interface Now {
  readonly at?: number | null;
  readonly end?: number;
  readonly playing?: 'training' | null;
  readonly going?: boolean;
}

function shown({ at = null, end = 400, playing = null, going = false }: Now = {}) {
  const verbs = { nudge: vi.fn(), scrub: vi.fn(), live: vi.fn(), play: vi.fn(), hold: vi.fn(), tick: vi.fn() };
  const state = {
    axis: 'step' as const,
    playing,
    looping: true,
    at: () => at,
    end: () => end,
    steps: () => [at ?? end],
  };
  const playback = fake<Playback>({ ...verbs, ...state });
  render(Timeline, { playback, reel: 'training', going });
  return {
    ...verbs,
    playback,
    slider: screen.getByRole<HTMLInputElement>('slider', { name: 'Timeline of the training' }),
  };
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

it('stands at the end while the newest is shown, and has nothing to go back to', () => {
  const { slider } = shown();
  expect([slider.value, slider.max, slider.disabled]).toEqual(['400', '400', false]);
  expect(screen.queryByRole('button', { name: 'Back to live' })).toBeNull();
});

it('looks back where it is moved to, and says that it goes on', async () => {
  const { slider, scrub, live } = shown({ at: 100, going: true });
  expect(slider.value).toBe('100');
  expect(textOf(screen.getByRole('status'))).toMatch(/100.*, it goes on$/);
  await fireEvent.input(slider, { target: { value: '250' } });
  expect(scrub).toHaveBeenCalledExactlyOnceWith('training', 250);
  await fireEvent.click(button('Back to live'));
  expect(live).toHaveBeenCalledExactlyOnceWith('training');
});

it('goes from instant to instant by the arrow keys, and to both ends', async () => {
  const { slider, nudge, scrub, live } = shown({ at: 100 });
  for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp']) await fireEvent.keyDown(slider, { key });
  expect(nudge.mock.calls.map(([, by]) => by)).toEqual([-1, -1, 1, 1]);
  expect(await fireEvent.keyDown(slider, { key: 'Home' })).toBe(false);
  expect(scrub).toHaveBeenCalledExactlyOnceWith('training', 0);
  await fireEvent.keyDown(slider, { key: 'End' });
  expect(live).toHaveBeenCalledExactlyOnceWith('training');
  expect(await fireEvent.keyDown(slider, { key: 'Tab' })).toBe(true);
});

it('replays and holds', async () => {
  const { play } = shown();
  await fireEvent.click(button('Replay the training'));
  expect(play).toHaveBeenCalledExactlyOnceWith('training');
  document.body.replaceChildren();
  const { hold, tick } = shown({ at: 3, playing: 'training' });
  await vi.waitFor(() => expect(tick).toHaveBeenCalled());
  await fireEvent.click(button('Hold the replay of the training'));
  expect(hold).toHaveBeenCalledOnce();
});

it('switches repeating', async () => {
  const { playback } = shown();
  expect(button('Repeat replays').getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(button('Repeat replays'));
  expect(playback.looping).toBe(false);
});

it('can do nothing before there is anything', () => {
  expect(shown({ end: 0 }).slider.disabled).toBe(true);
  expect(button('Replay the training').disabled).toBe(true);
});
