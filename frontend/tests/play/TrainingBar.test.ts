import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Paces } from '../../src/desk/paces.svelte';
import { shortcuts } from '../../src/help/shortcuts.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Stage } from '../../src/live/panels.svelte';
import type { Playback } from '../../src/live/playback.svelte';
import { trainAction, type Verbs } from '../../src/play/actions';
import type { Sight } from '../../src/sight/sight.svelte';
import TrainingBar from '../../src/play/TrainingBar.svelte';
import type { RunState } from '../../src/protocol/generated';
import { runState } from '../live/fakes';
import { fake } from '../mounted';

function shown(
  stage: Stage,
  phases: RunState['phase'][] = ['ready', 'ready'],
  { blank = false, untouched = false } = {},
) {
  const [pause, step, live] = [vi.fn(), vi.fn(), vi.fn()];
  const verbs = { train: vi.fn(), restart: vi.fn(), sample: vi.fn() } satisfies Verbs;
  const panels = phases.map((phase, at) => ({ run: `r${at}`, state: runState(`r${at}`, { phase }) }));
  const experiment = fake<Experiment>({ stage, panels, untouched, pause, step });
  const action = trainAction({ blank, connected: true, stage });
  const [playback, paces] = [fake<Playback>({ live }), fake<Paces>({ training: null })];
  const sight = fake<Sight>({ microscope: {}, view: { main: null } });
  render(TrainingBar, { experiment, playback, paces, sight, verbs, action, stride: 7 });
  return { verbs, pause, step, live };
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const pressed = (key: string) =>
  shortcuts.press({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false } as KeyboardEvent);

it('trains by its button and by T', async () => {
  const { verbs, pause } = shown('ready');
  await fireEvent.click(button('Train'));
  expect(pressed('t')).toBe(true);
  expect(verbs.train).toHaveBeenCalledTimes(2);
  expect(pause).not.toHaveBeenCalled();
  expect(button('Train').title).toBe('Train (T)');
});

it('pauses the training while it trains, and steps no further', async () => {
  const { verbs, pause } = shown('training', ['training']);
  await fireEvent.click(button('Pause'));
  expect(pause).toHaveBeenCalledExactlyOnceWith('training');
  expect(verbs.train).not.toHaveBeenCalled();
  expect([button('One step of training').disabled, button('One step of training').title]).toEqual([
    true,
    'Pause first.',
  ]);
});

it('takes steps at the newest, in the panels that have some left', async () => {
  const { step, live } = shown('held', ['paused', 'finished']);
  await fireEvent.click(button('7 steps of training'));
  expect(live).toHaveBeenCalledWith('training');
  expect(step).toHaveBeenLastCalledWith('training', 7, ['r0']);
  pressed('n');
  expect(step).toHaveBeenLastCalledWith('training', 1, ['r0']);
});

it('names no panels where all can step, and says where none can', async () => {
  const { step } = shown('ready');
  await fireEvent.click(button('One step of training'));
  expect(step).toHaveBeenLastCalledWith('training', 1, []);
  document.body.replaceChildren();
  shown('finished', ['finished']);
  expect(button('One step of training').title).toBe('All steps have been taken: train further, or begin again.');
});

it('begins again with the same seed or a new one', async () => {
  const { verbs } = shown('held', ['paused']);
  await fireEvent.click(button('Restart with the same seed'));
  expect(verbs.restart).toHaveBeenLastCalledWith('same');
  await fireEvent.click(button('Restart with a new seed'));
  expect(verbs.restart).toHaveBeenLastCalledWith('new');
});

it('says why it cannot', () => {
  const { verbs } = shown('ready', ['ready'], { blank: true, untouched: true });
  expect([button('Train').disabled, button('Train').title]).toEqual([
    true,
    'Draw a distribution or choose a preset first.',
  ]);
  expect(button('Restart with a new seed').title).toBe('Nothing has been trained yet.');
  expect(pressed('t')).toBe(false);
  expect(verbs.train).not.toHaveBeenCalled();
});
