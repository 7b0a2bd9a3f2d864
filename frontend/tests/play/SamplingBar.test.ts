import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import { shortcuts } from '../../src/help/shortcuts.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Walk } from '../../src/live/panels.svelte';
import type { Playback } from '../../src/live/playback.svelte';
import { sampleAction, type Verbs } from '../../src/play/actions';
import SamplingBar from '../../src/play/SamplingBar.svelte';
import { fake, words } from '../mounted';

function shown(walk: Walk, { refusal = null as string | null, finished = false } = {}) {
  const [pause, resume, step, live] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const verbs = { train: vi.fn(), restart: vi.fn(), sample: vi.fn() } satisfies Verbs;
  const action = sampleAction({ blank: false, connected: true, stage: 'finished' }, walk, refusal);
  const experiment = fake<Experiment>({ walk, pause, resume, step });
  const playback = fake<Playback>({ live });
  render(SamplingBar, { experiment, playback, verbs, action, finished, stride: 30, children: words('Langevin') });
  return { verbs, pause, resume, step, live };
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

it('samples, and is what comes next once all is trained', async () => {
  const { verbs } = shown('none', { finished: true });
  await fireEvent.click(button('Sample'));
  expect(verbs.sample).toHaveBeenCalledOnce();
  expect(button('Sample').classList.contains('primary')).toBe(true);
  expect(screen.queryByRole('button', { name: 'Sample from the start' })).toBeNull();
  expect(screen.getByText('Langevin')).toBeTruthy();
});

it('pauses and goes on', async () => {
  const walking = shown('walking');
  await fireEvent.click(button('Pause'));
  expect(walking.pause).toHaveBeenCalledExactlyOnceWith('sampling');
  expect(button('One step of the sampler').title).toBe('Pause first.');
  document.body.replaceChildren();
  const paused = shown('paused');
  await fireEvent.click(button('Continue'));
  expect(paused.resume).toHaveBeenCalledOnce();
  expect(paused.verbs.sample).not.toHaveBeenCalled();
});

it('steps at the newest, and puts particles down first where there are none', async () => {
  const { verbs, step, live } = shown('none');
  await fireEvent.click(button('30 steps of the sampler'));
  expect(live).toHaveBeenCalledExactlyOnceWith('sampling');
  expect(verbs.sample).toHaveBeenCalledOnce();
  expect(step).toHaveBeenCalledExactlyOnceWith('sampling', 30);
});

it('steps on with the particles that are there, or begins again', async () => {
  const { verbs, step } = shown('paused');
  await fireEvent.click(button('One step of the sampler'));
  expect(step).toHaveBeenCalledExactlyOnceWith('sampling', 1);
  expect(verbs.sample).not.toHaveBeenCalled();
  await fireEvent.click(button('Sample from the start'));
  expect(verbs.sample).toHaveBeenCalledOnce();
});

it('says why it cannot, and S does nothing then', () => {
  const { verbs } = shown('none', { refusal: 'MALA needs an energy network.' });
  expect([button('Sample').disabled, button('Sample').title]).toEqual([true, 'MALA needs an energy network.']);
  shortcuts.all.find(({ chords }) => chords[0] === 'S')?.run?.();
  expect(verbs.sample).not.toHaveBeenCalled();
});
