import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import { Paces } from '../../src/desk/paces.svelte';
import PaceMenu from '../../src/play/PaceMenu.svelte';

async function opened() {
  const pace = vi.fn();
  const paces = new Paces({ pace, whenOpen: vi.fn() });
  render(PaceMenu, { paces, stride: 10 });
  await fireEvent.click(screen.getByRole('button', { name: 'Speed of training' }));
  const check = screen.getByRole<HTMLInputElement>('checkbox', { name: 'As fast as the machine can' });
  return { pace, paces, check, speed: screen.getByLabelText<HTMLInputElement>(/^Training speed/) };
}

it('trains as fast as the machine can at first', async () => {
  const { check, speed } = await opened();
  expect([check.checked, speed.disabled, speed.value]).toEqual([true, true, '100']);
});

it('limits the speed of training, and keeps the limit while it is off', async () => {
  const { pace, paces, check, speed } = await opened();
  await fireEvent.click(check);
  expect(pace).toHaveBeenLastCalledWith(100, 'training');
  await fireEvent.change(speed, { target: { value: '40' } });
  expect(paces.training).toBe(40);
  await fireEvent.click(check);
  expect(paces.training).toBeNull();
  await fireEvent.click(check);
  expect(paces.training).toBe(40);
});

it('says how many steps a press of the longer step takes', async () => {
  const { pace } = await opened();
  const stride = screen.getByLabelText<HTMLInputElement>(/^Steps a press/);
  expect(stride.value).toBe('10');
  await fireEvent.input(screen.getByRole('slider', { name: 'steps a press, slider' }), { target: { value: '200' } });
  expect(Number(stride.value)).toBeGreaterThan(10);
  expect(pace).not.toHaveBeenCalled();
});
