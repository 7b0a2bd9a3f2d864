import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Paces } from '../../src/desk/paces.svelte';
import PaceSelect from '../../src/play/PaceSelect.svelte';
import { fake } from '../mounted';

it('offers paces from a tenth to twenty times, and shows one that was typed elsewhere', async () => {
  const setFactor = vi.fn();
  render(PaceSelect, { paces: fake<Paces>({ factor: 0.7, sampling: 42, setFactor }) });
  const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Pace of the walk' });
  const offered = [...select.options].map(({ text }) => text);
  expect(offered).toEqual(['0.7 ×', '0.1 ×', '0.25 ×', '0.5 ×', '1 ×', '2 ×', '5 ×', '10 ×', '20 ×']);
  await fireEvent.change(select, { target: { value: '20' } });
  expect(setFactor).toHaveBeenCalledWith(20);
});
