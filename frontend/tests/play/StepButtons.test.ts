import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import StepButtons from '../../src/play/StepButtons.svelte';

function shown(obstacle: string | null = null) {
  const onstep = vi.fn();
  render(StepButtons, { of: 'training', actions: ['step', 'stride'], key: 'N', stride: 25, obstacle, onstep });
  const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
  return { onstep, one: button('One step of training'), many: button('25 steps of training') };
}

it('takes one step, or as many as the stride', async () => {
  const { onstep, one, many } = shown();
  await fireEvent.click(one);
  expect(onstep).toHaveBeenLastCalledWith(1);
  await fireEvent.click(many);
  expect(onstep).toHaveBeenLastCalledWith(25);
  expect(many.textContent).toBe('+25');
  expect([one.title, many.title]).toEqual(['One step of training (N)', '25 steps of training']);
  expect([one.dataset['action'], many.dataset['action']]).toEqual(['step', 'stride']);
});

it('says why it cannot', () => {
  const { one, many } = shown('Pause first.');
  for (const button of [one, many]) expect([button.disabled, button.title]).toEqual([true, 'Pause first.']);
});
