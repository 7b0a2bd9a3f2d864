import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Experiment } from '../../src/live/experiment.svelte';
import type { Panel } from '../../src/live/panel.svelte';
import Fault from '../../src/panel/Fault.svelte';
import { runState } from '../live/fakes';
import { fake, textOf } from '../mounted';

function shown(phase: 'lost' | 'failed', message = '') {
  const restart = vi.fn();
  const panel = fake<Panel>({ run: 'r1', state: runState('r1', { phase, message }) });
  render(Fault, { panel, experiment: fake<Experiment>({ restart }) });
  return { restart, alert: screen.getByRole('alert'), button: screen.getByRole('button', { name: 'Restart' }) };
}

it('says what the run said of itself, or that it has stopped', () => {
  const { alert } = shown('failed', 'The loss is not finite.');
  expect(textOf(alert.querySelector('p'))).toBe('The loss is not finite.');
  expect(alert.dataset['fault']).toBe('failed');
  document.body.replaceChildren();
  expect(textOf(shown('failed').alert.querySelector('p'))).toBe('This run has stopped.');
});

it('begins again what failed, and goes on from the checkpoint with what was lost', async () => {
  const failed = shown('failed');
  await fireEvent.click(failed.button);
  expect(failed.restart).toHaveBeenCalledExactlyOnceWith('start', ['r1']);
  document.body.replaceChildren();
  const lost = shown('lost');
  await fireEvent.click(lost.button);
  expect(lost.restart).toHaveBeenCalledExactlyOnceWith('checkpoint', ['r1']);
});
