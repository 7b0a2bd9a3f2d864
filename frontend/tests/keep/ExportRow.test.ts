import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import ExportRow from '../../src/keep/ExportRow.svelte';
import { textOf, words } from '../mounted';

it('names a kind of file, says what it is, and holds the buttons that make it', () => {
  render(ExportRow, { title: 'Weights', words: 'One file a panel.', children: words('Safetensors') });
  const row = screen.getByRole('group', { name: 'Weights' });
  expect(textOf(row.querySelector('h3'))).toBe('Weights');
  expect(textOf(row.querySelector('p'))).toBe('One file a panel.');
  expect(textOf(row.querySelector('.how'))).toBe('Safetensors');
});
