import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import ImportChoices from '../../src/draw/ImportChoices.svelte';
import type { Importer, Offer } from '../../src/pad/importer.svelte';
import type { ImportedPoints } from '../../src/protocol/generated';
import { fake } from '../mounted';

const POINTS = {
  scaling: 'fit',
  can_keep: false,
  unequal: 12,
  far: { points: 3, spreads: 40, value: null, left_out: false, question: '3 points lie 40 spreads away: leave out?' },
  best_factor: 0.16,
  bandwidth_factor: 0.16,
} as ImportedPoints;

function shown(points: Partial<ImportedPoints> | null, kind: 'points' | 'picture' = 'points') {
  const ask = vi.fn(async () => {});
  const weigh = vi.fn(async () => {});
  const offer = points && fake<Offer>({ points: { ...POINTS, ...points } });
  render(ImportChoices, { importer: fake<Importer>({ offer, kind, mass: 'dark', busy: false, ask, weigh }) });
  return { ask, weigh };
}

it('offers each axis its own scale where the edges are unequal, and says by how much', async () => {
  const { ask } = shown({});
  expect(screen.getByText(/^One axis is 12 times as long/)).toBeTruthy();
  await fireEvent.click(screen.getByLabelText('Each axis by its own scale'));
  expect(ask).toHaveBeenCalledWith({ scaling: 'each' });
  expect(screen.getByLabelText<HTMLInputElement>('Keep the coordinates').disabled).toBe(true);
});

it('offers no second scale to edges that are alike', () => {
  shown({ unequal: 4.9, far: null });
  expect(screen.queryByLabelText('Each axis by its own scale')).toBeNull();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

it('asks whether far points are to be left out', async () => {
  const { ask } = shown({});
  await fireEvent.click(screen.getByLabelText('3 points lie 40 spreads away: leave out?'));
  expect(ask).toHaveBeenCalledWith({ far: 'leave-out' });
});

it('gives the width of leave-one-out and of the rule', async () => {
  const { ask } = shown({});
  expect(screen.getByRole('button', { name: 'Leave-one-out 0.16×' }).getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(screen.getByRole('button', { name: "Silverman's rule 1×" }));
  expect(ask).toHaveBeenCalledWith({ bandwidth_factor: 1 });
});

it('lets light be mass before anything could be made of a picture', async () => {
  const { weigh } = shown(null, 'picture');
  await fireEvent.click(screen.getByLabelText('Light is mass'));
  expect(weigh).toHaveBeenCalledWith('light');
});
