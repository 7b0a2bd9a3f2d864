// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, test, vi } from 'vitest';

import Beats from '../../src/story/Beats.svelte';
import type { Panel } from '../../src/live/panel.svelte';
import type { Demonstration } from '../../src/protocol/generated';
import { fake, textOf } from '../mounted';

const STORY = fake<Demonstration>({
  name: 'a',
  scene: {
    processes: [{}, {}],
    text: {
      walk_steps: 100,
      beats: [
        { text: 'First.' },
        { text: 'How many?', guess: { answers: ['20 %', '50 %'], right: 1 } },
        { text: 'Half.', after: 'walked' },
      ],
    },
  },
});

function panel(phase: string, walked: number): Panel {
  return fake<Panel>({ state: { phase, n_steps: 200, sampling: 'idle' } as never, step: 200, walkedStep: walked });
}

const words = () => textOf(document.querySelector('.words'));
const next = () => document.querySelector<HTMLButtonElement>('[data-action=next]');

test('Next and Back, by button and by arrow key', async () => {
  render(Beats, { story: STORY, panels: [panel('finished', 100), panel('finished', 100)] });
  expect(words()).toBe('First.');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Back' }).disabled).toBe(true);
  await fireEvent.click(next()!);
  expect(words()).toBe('How many?');
  await fireEvent.keyDown(window, { key: 'ArrowRight' });
  expect(words()).toBe('Half.');
  expect(next()).toBeNull();
  await fireEvent.keyDown(window, { key: 'ArrowRight' });
  expect(words()).toBe('Half.');
  await fireEvent.keyDown(window, { key: 'ArrowLeft' });
  expect(words()).toBe('How many?');
});

test('a beat waits for the slowest panel and says how far it is', async () => {
  const { rerender } = render(Beats, { story: STORY, panels: [panel('finished', 100), panel('finished', 40)] });
  await fireEvent.click(next()!);
  expect(next()).toBeNull();
  expect(textOf(screen.getByRole('status'))).toBe('the particles walk: 40 %');
  await fireEvent.keyDown(window, { key: 'ArrowRight' });
  expect(words()).toBe('How many?');
  await rerender({ story: STORY, panels: [panel('finished', 100), panel('finished', 100)] });
  await fireEvent.click(next()!);
  expect(words()).toBe('Half.');
});

test('a guess is noted first, and judged when the answer is there', async () => {
  const { rerender } = render(Beats, { story: STORY, panels: [panel('finished', 0), panel('finished', 0)] });
  await fireEvent.click(next()!);
  await fireEvent.click(screen.getByRole('button', { name: '20 %' }));
  expect(textOf(document.querySelector('[data-verdict]'))).toBe('Noted. Watch.');
  await rerender({ story: STORY, panels: [panel('finished', 100), panel('finished', 100)] });
  expect(textOf(document.querySelector('[data-verdict]'))).toBe('It is 50 %.');
  await fireEvent.click(screen.getByRole('button', { name: '50 %' }));
  expect(textOf(document.querySelector('[data-verdict]'))).toBe('You were right.');
});

test('a part that the page does not have is said', () => {
  const story = fake<Demonstration>({ name: 'b', scene: { text: { beats: [{ text: 'Look.', lit: ['moon'] }] } } });
  render(Beats, { story, panels: [] });
  expect(textOf(screen.getByRole('note'))).toBe('This page has no part called moon.');
});

test('beats turn by themselves after a rest, round and round, and stand where they stood afterwards', async () => {
  vi.useFakeTimers();
  const panels = [panel('finished', 100), panel('finished', 100)];
  const { rerender } = render(Beats, { story: STORY, panels });
  await fireEvent.click(next()!);
  await rerender({ turning: true });
  const seen: string[] = [];
  for (let turn = 0; turn < 3; turn++) {
    vi.advanceTimersByTime(9_000);
    await tick();
    seen.push(words());
  }
  expect(seen).toEqual(['Half.', 'First.', 'How many?']);
  vi.advanceTimersByTime(9_000);
  await rerender({ turning: false });
  await tick();
  expect(words()).toBe('How many?');
  vi.useRealTimers();
});
