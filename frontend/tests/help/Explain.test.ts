import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Explain from '../../src/help/Explain.svelte';

const ENTRY = { title: 'Langevin', equation: 'x', explanation: 'It walks.', source: 'Langevin 1908' };

it('explains its entry on demand', async () => {
  render(Explain, { entry: ENTRY });
  expect(screen.queryByText('It walks.')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'About Langevin' }));
  expect(screen.getByRole('dialog', { name: 'About Langevin' }).textContent).toContain('It walks.');
});

it('is not there without an entry', () => {
  render(Explain, { entry: undefined });
  expect(screen.queryByRole('button')).toBeNull();
});
