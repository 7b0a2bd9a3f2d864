import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import ChartChoice from '../../src/chart/ChartChoice.svelte';
import type { Comparison } from '../../src/desk/comparison.svelte';
import type { Column } from '../../src/desk/verdicts';
import { fake, textsOf } from '../mounted';

const LOSS = fake<Column>({ name: 'loss', title: 'Loss', log: false });
const ERROR = fake<Column>({ name: 'error', title: 'Error', log: true });

function shown(charted: Column | null, log: boolean | null = null) {
  const columns = charted ? [LOSS, ERROR] : [];
  const comparison = fake<Comparison>({ columns, charted, log, measure: 'x', playback: { axis: 'step' } });
  render(ChartChoice, { comparison });
  const select = screen.getByLabelText<HTMLSelectElement>('Measure');
  return { comparison, select, check: screen.getByLabelText<HTMLInputElement>('logarithmic') };
}

it('chooses among the measures that there are', async () => {
  const { comparison, select } = shown(ERROR);
  expect(textsOf('option')).toEqual(['Loss', 'Error']);
  expect(select.value).toBe('error');
  await fireEvent.change(select, { target: { value: 'loss' } });
  expect(comparison.measure).toBe('loss');
});

it('has the scale of the measure until another is chosen', async () => {
  const { comparison, check } = shown(ERROR);
  expect(check.checked).toBe(true);
  await fireEvent.click(check);
  expect(comparison.log).toBe(false);
  document.body.replaceChildren();
  expect(shown(ERROR, false).check.checked).toBe(false);
});

it('has nothing to choose before the first figures', () => {
  expect(shown(null).select.disabled).toBe(true);
  expect(screen.getByRole('radiogroup', { name: 'Compare at equal' })).toBeTruthy();
});
