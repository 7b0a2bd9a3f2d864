import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { JsonSchema, Scalar } from '../../src/form/schema';
import SettingsForm from '../../src/form/SettingsForm.svelte';
import { textOf, textsOf } from '../mounted';

const SCHEMA: JsonSchema = {
  properties: {
    sigma: { type: 'number', title: 'noise', unit: 'units', default: 0.3, minimum: 0, maximum: 10 },
    shape: { enum: ['heavy-tail', 'plain'], default: 'plain' },
    clip: { type: 'boolean', title: 'clip', default: false },
    width: { anyOf: [{ type: 'integer', minimum: 1, maximum: 400 }, { type: 'null' }], default: null, advanced: true },
  },
};

function shown(values: Record<string, Scalar> = {}, schema = SCHEMA, disabled = false) {
  const onchange = vi.fn();
  render(SettingsForm, { schema, values, automatic: { sigma: 0.05 }, disabled, onchange });
  return { onchange };
}

it('shows what automatic came to, else the default', () => {
  shown();
  expect(screen.getByLabelText<HTMLInputElement>('Noise').value).toBe('0.05');
  expect(screen.getByLabelText<HTMLSelectElement>('Shape').value).toBe('plain');
  expect(textsOf('option')).toEqual(['heavy tail', 'plain']);
  expect(screen.getByText('automatic').closest('.field')?.textContent).toContain('Noise');
});

it('sets one value beside those that are set', async () => {
  const { onchange } = shown({ clip: true });
  await fireEvent.change(screen.getByLabelText('Noise'), { target: { value: '2' } });
  expect(onchange).toHaveBeenLastCalledWith({ clip: true, sigma: 2 });
  await fireEvent.change(screen.getByLabelText('Shape'), { target: { value: 'heavy-tail' } });
  expect(onchange).toHaveBeenLastCalledWith({ clip: true, shape: 'heavy-tail' });
  await fireEvent.click(screen.getByLabelText('Clip'));
  expect(onchange).toHaveBeenLastCalledWith({ clip: false });
});

it('resets a value by leaving it out', async () => {
  const { onchange } = shown({ sigma: 2, clip: true });
  const reset = screen.getByRole('button', { name: 'reset to 0.05' });
  await fireEvent.click(reset);
  expect(onchange).toHaveBeenLastCalledWith({ clip: true });
});

it('gives a number that may be missing one between its bounds, and keeps it among the advanced', async () => {
  const { onchange } = shown();
  const give = screen.getByText('not set; give it a number');
  expect(textOf(give.closest('details')?.querySelector('summary') ?? null)).toBe('Advanced');
  await fireEvent.click(give);
  expect(onchange).toHaveBeenLastCalledWith({ width: 20 });
});

it('can be switched off, and says where nothing can be set', () => {
  shown({}, SCHEMA, true);
  expect(screen.getByLabelText<HTMLSelectElement>('Shape').disabled).toBe(true);
  shown({}, {});
  expect(screen.getByText('Nothing to set.')).toBeTruthy();
});
