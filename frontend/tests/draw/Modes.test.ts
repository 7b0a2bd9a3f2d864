import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Modes from '../../src/draw/Modes.svelte';
import type { Drawing } from '../../src/pad/drawing.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import type { ModeInfo, TargetPreview } from '../../src/protocol/generated';
import { fake, textOf, textsOf } from '../mounted';

function shown(masses: readonly number[], limit = 6, preview: Partial<TargetPreview> = {}) {
  const modes = masses.map((mass, at) => fake<ModeInfo>({ mass, position: [at, 0] }));
  render(Modes, {
    drawing: fake<Drawing>({}),
    preview: fake<Preview>({ density: { modes, preview } as never }),
    limit,
  });
}

const box = (mode: number) => screen.getByLabelText<HTMLInputElement>(`Share of mode ${mode}`);

it('gives each mode its share', () => {
  shown([0.8, 0.2]);
  expect([box(1).value, box(2).value]).toEqual(['80 %', '20 %']);
  expect([box(1).readOnly, box(1).title.slice(0, 9)]).toEqual([false, '80.0000 %']);
});

it('shows the largest, the rest as one share, and all when asked', async () => {
  shown([0.5, 0.3, 0.15, 0.05], 2);
  expect(textOf(document.querySelector('li.quiet'))).toBe('2 more 20 %');
  await fireEvent.click(screen.getByRole('button', { name: '2 more' }));
  expect(textsOf('[data-mode] span:first-child')).toEqual(['mode 1', 'mode 2', 'mode 3', 'mode 4']);
  await fireEvent.click(screen.getByRole('button', { name: 'fewer' }));
  expect(screen.queryByLabelText('Share of mode 3')).toBeNull();
});

it('has nothing to type where one mode has all the mass', () => {
  shown([1]);
  expect([box(1).readOnly, box(1).title]).toEqual([true, 'The only mode has all the mass']);
});

it('refuses in a sentence what is no share, and Escape takes it back', async () => {
  shown([0.8, 0.2]);
  await fireEvent.change(box(2), { target: { value: 'many' } });
  const fault = await screen.findByRole('alert');
  expect(fault.textContent).toContain('A share is a number of per cent');
  expect(box(2).value).toBe('20 %');
  expect(box(2).getAttribute('aria-describedby')).toBe(fault.id);
  box(2).value = '5';
  await fireEvent.keyDown(box(2), { key: 'Escape' });
  expect([box(2).value, screen.queryByRole('alert')]).toEqual(['20 %', null]);
});

it('says what no bar shows: modes counted with their neighbours, mass off the box', () => {
  shown([0.6, 0.4], 6, { hidden_modes: 2, hidden_mass: 0.003, mass_outside: 0.03, warning: 'Three.' });
  expect(textsOf('.note')).toEqual([
    '2 modes under 0.2 % are counted with their neighbours (0.3 % together).',
    '3.0 % of the mass lies off the box.',
  ]);
  document.body.replaceChildren();
  shown([0.6], 6, { mass_outside: 0.4, warning: '40 % of it lies outside the box.' });
  expect(textsOf('.note.warns')).toEqual(['40 % of it lies outside the box.']);
});
