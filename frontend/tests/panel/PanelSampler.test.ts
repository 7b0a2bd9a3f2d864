import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Experiment } from '../../src/live/experiment.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import PanelSampler from '../../src/panel/PanelSampler.svelte';
import type { SamplerSpec } from '../../src/protocol/generated';
import { fake } from '../mounted';
import { CATALOGUE, workspaceOf } from '../sampler/bench';

function shown(own: SamplerSpec | null) {
  const made = workspaceOf(null, own);
  const [experiment, preview] = [fake<Experiment>({ panels: [] }), fake<Preview>({ density: null })];
  render(PanelSampler, { workspace: made.workspace, catalogue: CATALOGUE, experiment, preview, index: 1 });
  return { ...made, check: screen.getByRole<HTMLInputElement>('checkbox', { name: 'A sampler of its own' }) };
}

it('follows the common sampler until it is given a copy of it', async () => {
  const { check, resampleOne, sampler } = shown(null);
  expect(check.checked).toBe(false);
  expect(screen.getByText('It walks by the sampler of all panels.')).toBeTruthy();
  await fireEvent.click(check);
  expect(resampleOne).toHaveBeenCalledExactlyOnceWith(1, sampler);
});

it('changes and tunes its own sampler, and can follow the common one again', async () => {
  const { check, resampleOne, tuneOne, resample } = shown({ sampler: 'mala', settings: { step_size: 1 } });
  await fireEvent.change(screen.getByLabelText('Sampler of panel 2'), { target: { value: 'annealed' } });
  expect(resampleOne).toHaveBeenLastCalledWith(1, { sampler: 'annealed', settings: {} });
  await fireEvent.change(screen.getByLabelText('Step'), { target: { value: '2' } });
  expect(tuneOne).toHaveBeenCalledExactlyOnceWith(1, { step_size: 2 });
  await fireEvent.click(check);
  expect(resampleOne).toHaveBeenLastCalledWith(1, null);
  expect(resample).not.toHaveBeenCalled();
});
