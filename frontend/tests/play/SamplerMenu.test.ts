import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Paces } from '../../src/desk/paces.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import SamplerMenu from '../../src/play/SamplerMenu.svelte';
import type { Sight } from '../../src/sight/sight.svelte';
import { fake } from '../mounted';
import { CATALOGUE, workspaceOf } from '../sampler/bench';

async function opened() {
  const made = workspaceOf(null);
  const setSampling = vi.fn();
  const [sight, paces] = [fake<Sight>({ tinted: false }), fake<Paces>({ sampling: 60, setSampling })];
  const [experiment, preview] = [fake<Experiment>({ panels: [] }), fake<Preview>({ density: null })];
  render(SamplerMenu, { workspace: made.workspace, catalogue: CATALOGUE, experiment, preview, sight, paces });
  await fireEvent.click(screen.getByRole('button', { name: 'Settings of the sampler' }));
  return { ...made, sight, setSampling };
}

it('changes the common sampler, which then has its own defaults', async () => {
  const { resample } = await opened();
  const select = screen.getByLabelText<HTMLSelectElement>('Sampler');
  expect(select.value).toBe('langevin');
  await fireEvent.change(select, { target: { value: 'mala' } });
  expect(resample).toHaveBeenCalledExactlyOnceWith({ sampler: 'mala', settings: {} });
});

it('tunes what walks and changes how the next walk begins', async () => {
  const { tune, resample, sampler } = await opened();
  await fireEvent.change(screen.getByLabelText('Step'), { target: { value: '2' } });
  expect(tune).toHaveBeenCalledExactlyOnceWith({ step_size: 2 });
  await fireEvent.change(screen.getByLabelText('Start'), { target: { value: 'data' } });
  expect(resample).toHaveBeenCalledExactlyOnceWith({ ...sampler, init: 'data' });
});

it('sets the pace and the colours of the particles', async () => {
  const { sight, setSampling } = await opened();
  await fireEvent.change(screen.getByLabelText(/^Pace/), { target: { value: '25' } });
  expect(setSampling).toHaveBeenCalledExactlyOnceWith(25);
  await fireEvent.click(screen.getByLabelText(/^Colour particles by density/));
  expect(sight.tinted).toBe(true);
});
