import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import { escapes } from '../../src/lib/escape';
import Card from '../../src/microscope/Card.svelte';
import { storyOfStep } from '../../src/microscope/of-step';
import type { Microscope } from '../../src/sight/microscope.svelte';
import { fake, textOf } from '../mounted';
import { REFUSED, step } from './steps';

function shown(beat: number, seen = step()) {
  const verbs = { turn: vi.fn(), play: vi.fn(), rest: vi.fn(), again: vi.fn(), close: vi.fn() };
  const microscope = fake<Microscope>({ what: 'sampling', seen, lesson: null, beat, playing: false, ...verbs });
  render(Card, { microscope, story: storyOfStep(seen), index: 1, height: 0 });
  const card = document.querySelector<HTMLElement>('[data-microscope]');
  if (!card) throw new Error('no card');
  return { ...verbs, card };
}

it('holds every number in full and turns the sub-steps', async () => {
  const { card, turn, again, close } = shown(1);
  const terms = [...card.querySelectorAll<HTMLElement>('[data-term]')];
  expect(terms.map(({ dataset }) => [dataset['term'], dataset['x'], dataset['y']])).toEqual([
    ['start', '1', '-0.5'],
    ['drift', '0.25', '0'],
    ['noise', '0', '0.5'],
    ['sum', '1.25', '0'],
  ]);
  expect(card.dataset).toMatchObject({ microscope: '1', particle: '173', walkStep: '4', beat: 'drift' });
  await fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(turn).toHaveBeenLastCalledWith(2);
  await fireEvent.keyDown(card, { key: 'ArrowLeft' });
  expect(turn).toHaveBeenLastCalledWith(0);
  await fireEvent.click(screen.getByRole('button', { name: 'Another step' }));
  expect(again).toHaveBeenCalled();
  await fireEvent.keyDown(card, { key: 'Escape' });
  expect(close).toHaveBeenCalledOnce();
});

it('is shut by Escape before the demonstration under it, wherever the focus is', async () => {
  const ended = vi.fn();
  const end = escapes.open('demonstration', ended);
  const { close } = shown(1);
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  end();
  expect([close.mock.calls.length, ended.mock.calls.length]).toEqual([1, 0]);
});

it('says the draw of a test, and what is not declared', () => {
  const { card } = shown(4, REFUSED);
  expect(card.dataset).toMatchObject({ probability: '0.301', uniform: '0.7', accepted: 'false' });
  expect(textOf(card)).toContain('Drawn u = 0.700: not below α, so it is refused.');
  document.body.replaceChildren();
  const silent = shown(0, step({ parts: [], note: 'It does not declare the parts of its step.' }));
  expect(textOf(silent.card)).toContain('It does not declare the parts of its step.');
});
