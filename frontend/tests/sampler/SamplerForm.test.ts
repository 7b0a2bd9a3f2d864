import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Experiment } from '../../src/live/experiment.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import type { SamplerSpec } from '../../src/protocol/generated';
import SamplerForm from '../../src/sampler/SamplerForm.svelte';
import { runState } from '../live/fakes';
import { fake } from '../mounted';
import { CATALOGUE } from './bench';

function shown(sampler: SamplerSpec, resolved: Record<string, Record<string, number>> = {}) {
  const [onchange, ontune] = [vi.fn(), vi.fn()];
  const experiment = fake<Experiment>({ panels: [{ state: runState('r0', { resolved }) }] });
  const preview = fake<Preview>({ density: { preview: { sampler_defaults: { langevin: { step_size: 0.4 } } } } });
  render(SamplerForm, { catalogue: CATALOGUE, experiment, preview, sampler, place: 0, onchange, ontune });
  return { onchange, ontune };
}

const value = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label).value;

it('shows what a walk is by default', () => {
  shown({ sampler: 'langevin' });
  expect([value('Walk on'), value('Start'), value(/^Particles a panel/)]).toEqual(['learned', 'uniform', '2000']);
  expect(screen.getByRole('heading').textContent).toBe('Langevin');
});

it('changes one part of the walk and keeps the others', async () => {
  const sampler = { sampler: 'langevin', settings: { step_size: 1 } };
  const { onchange } = shown(sampler);
  await fireEvent.change(screen.getByLabelText('Walk on'), { target: { value: 'exact' } });
  expect(onchange).toHaveBeenLastCalledWith({ ...sampler, field: 'exact' });
  await fireEvent.change(screen.getByLabelText('Start'), { target: { value: 'data' } });
  expect(onchange).toHaveBeenLastCalledWith({ ...sampler, init: 'data' });
  await fireEvent.change(screen.getByLabelText(/^Particles a panel/), { target: { value: '50' } });
  expect(onchange).toHaveBeenLastCalledWith({ ...sampler, n_particles: 50 });
});

it('tunes the sampler itself', async () => {
  const { onchange, ontune } = shown({ sampler: 'langevin' });
  await fireEvent.change(screen.getByLabelText('Step'), { target: { value: '2' } });
  expect(ontune).toHaveBeenCalledExactlyOnceWith({ step_size: 2 });
  expect(onchange).not.toHaveBeenCalled();
});

it('shows what automatic came to: in the run, else for the drawing', () => {
  shown({ sampler: 'langevin' });
  expect(value('Step')).toBe('0.4');
  document.body.replaceChildren();
  shown({ sampler: 'langevin' }, { sampler: { step_size: 0.7 } });
  expect(value('Step')).toBe('0.7');
});

it('says how to choose points to start from, and how many there are', () => {
  shown({
    sampler: 'langevin',
    init: 'points',
    points: [
      [0, 0],
      [1, 1],
    ],
  });
  expect(document.body.textContent).toContain('2 points so far');
});
