import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';

import { more } from '../../src/form/more.svelte';
import type { Paces } from '../../src/desk/paces.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Stage, Walk } from '../../src/live/panels.svelte';
import type { Playback } from '../../src/live/playback.svelte';
import type { Drawing } from '../../src/pad/drawing.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import type { Verbs } from '../../src/play/actions';
import type { NoiseDial } from '../../src/dial/noise.svelte';
import ControlBar from '../../src/play/ControlBar.svelte';
import type { SamplerSpec } from '../../src/protocol/generated';
import type { Sight } from '../../src/sight/sight.svelte';
import { fake, textOf, textsOf } from '../mounted';
import { CATALOGUE, workspaceOf } from '../sampler/bench';

beforeEach(() => more.set('controls', false));

interface Now {
  readonly own?: readonly (SamplerSpec | null)[];
  readonly blank?: boolean;
  readonly stage?: Stage;
  readonly walk?: Walk;
  readonly fault?: string | null;
}

/** The sentence below the bars. */
function said({ own = [null], blank = false, stage = 'ready', walk = 'none', fault = null }: Now = {}): string {
  const playback = { fault, axis: 'step' as const, playing: null, at: () => 5, end: () => 10, steps: () => [5] };
  render(ControlBar, {
    experiment: fake<Experiment>({ link: { phase: 'open' }, panels: [], stage, walk, untouched: true }),
    drawing: fake<Drawing>({ blank }),
    preview: fake<Preview>({ density: null }),
    playback: fake<Playback>(playback),
    workspace: workspaceOf(...own).workspace,
    catalogue: CATALOGUE,
    noise: fake<NoiseDial>({ held: null }),
    sight: fake<Sight>({ tinted: false, microscope: { run: null }, view: { main: null } }),
    paces: fake<Paces>({ training: null, sampling: 60, factor: 1 }),
    verbs: fake<Verbs>({}),
  });
  return textOf(document.querySelector('.summary'));
}

it('says what Sample would do, and how many panels do otherwise', () => {
  expect(said()).toBe('2 000 particles start uniformly over the box.');
  document.body.replaceChildren();
  more.set('controls', true);
  const walk =
    '2 000 particles a panel start uniformly over the box and walk on the learnt field, at most 60 steps a second.';
  expect(said()).toBe(walk);
  document.body.replaceChildren();
  expect(said({ own: [null, { sampler: 'langevin' }] })).toBe(`${walk} 1 with a sampler of its own.`);
  document.body.replaceChildren();
  expect(said({ own: [{ sampler: 'langevin' }] })).toBe('Every panel walks by a sampler of its own; see its settings.');
});

it('says first what stands in the way, and before that what went wrong', () => {
  expect(said({ own: [{ sampler: 'mala' }] })).toBe('MALA needs an energy network in panel 1, or the exact field.');
  document.body.replaceChildren();
  expect(said({ blank: true })).toBe('Draw a distribution or choose a preset first.');
  document.body.replaceChildren();
  expect(said({ blank: true, fault: 'Older steps are missing.' })).toBe('Older steps are missing.');
});

it('is one row at first: train, sample and by what', () => {
  said();
  expect(textsOf('.wide')).toEqual(['Train', 'Sample']);
  expect(screen.getByLabelText('Sampler')).toBeTruthy();
  expect(document.querySelectorAll('.timeline, .stride, [data-restart]')).toHaveLength(0);
  expect(screen.getByRole('button', { name: 'More controls' }).ariaExpanded).toBe('false');
});

it('has training above, sampling below, each with its timeline, behind More', () => {
  more.set('controls', true);
  said({ stage: 'training', walk: 'paused' });
  expect(screen.getByRole('group', { name: 'Training and sampling' })).toBeTruthy();
  expect(textsOf('.wide')).toEqual(['Pause', 'Continue']);
  const goesOn = () => textsOf('.timeline output').map((words) => words.includes('it goes on'));
  expect(goesOn()).toEqual([true, false]);
  expect(textsOf('.stride')).toEqual(['+10', '+10']);
  document.body.replaceChildren();
  said({ stage: 'held', walk: 'walking' });
  expect(textsOf('.wide')).toEqual(['Continue', 'Pause']);
  expect(goesOn()).toEqual([false, true]);
});
