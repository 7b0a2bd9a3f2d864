import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Reference from '../../src/help/Reference.svelte';
import { textsOf } from '../mounted';
import { CATALOGUE } from './entries';

it('lists everything that has an equation, by kind', () => {
  render(Reference, { catalogue: CATALOGUE, onclose: vi.fn() });
  expect(textsOf('nav h3')).toEqual(['Objectives', 'Samplers', 'Measures', 'Lenses']);
  expect(textsOf('nav button')).toEqual(['Denoising', 'Langevin', 'MALA', 'Loss', 'Divergence']);
  expect(screen.getByText('Choose an entry.')).toBeTruthy();
});

it('explains the entry that is chosen, and says which that is', async () => {
  render(Reference, { catalogue: CATALOGUE, onclose: vi.fn() });
  const list = within(screen.getByRole('navigation', { name: 'What is explained' }));
  await fireEvent.click(list.getByRole('button', { name: 'MALA' }));
  expect(screen.getByText('MALA explained.')).toBeTruthy();
  expect(textsOf('[aria-current=true]')).toEqual(['MALA']);
  await fireEvent.click(list.getByRole('button', { name: 'Loss' }));
  expect(screen.queryByText('MALA explained.')).toBeNull();
  expect(textsOf('[aria-current=true]')).toEqual(['Loss']);
});

it('is closed by whoever opened it', async () => {
  const onclose = vi.fn();
  render(Reference, { catalogue: CATALOGUE, onclose });
  await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onclose).toHaveBeenCalledOnce();
});
