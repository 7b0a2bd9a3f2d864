import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Amount from '../../src/form/Amount.svelte';
import { textOf } from '../mounted';

it('gives a figure, its standard error and its unit', () => {
  render(Amount, { estimate: { text: '0.083', error: '0.004' }, unit: 'nats', label: 'KL' });
  expect(textOf(document.body)).toBe('0.083 ± 0.004 nats');
  expect(screen.getByTitle('its standard error is 0.004').textContent).toContain('0.004');
  expect(screen.queryByRole('button')).toBeNull();
});

it('is alone where no error is known, and says why it may not be believed', () => {
  render(Amount, { estimate: { text: '0.083', error: null }, doubt: 'The grid cannot see it.', label: 'KL' });
  expect(textOf(document.querySelector('.amount.doubtful'))).toBe('0.083');
  expect(screen.getByRole('button', { name: 'Unreliable: KL' })).toBeTruthy();
  expect(screen.getByText('The grid cannot see it.').getAttribute('role')).toBe('tooltip');
});
