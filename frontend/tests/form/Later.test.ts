import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';

import Later from '../../src/form/Later.svelte';
import { words } from '../mounted';

const children = createRawSnippet((module: () => string) => ({ render: () => `<b>${module()}</b>` }));

it('shows what came, and nothing of its way', async () => {
  render(Later<string>, { what: 'The chart', load: async () => 'It is here', pending: words('Opening'), children });
  expect(screen.getByText('Opening')).toBeTruthy();
  expect((await screen.findByText('It is here')).tagName).toBe('B');
  expect(screen.queryByText('Opening')).toBeNull();
});

it('says what did not come, and asks for it again', async () => {
  const load = vi.fn(async () => 'It is here');
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
  render(Later<string>, { what: 'The chart', load, children });
  const said = (await screen.findByRole('alert')).textContent;
  expect(said).toContain('The chart could not be loaded from the server.');
  expect(said).not.toContain('module');
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('It is here');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(load).toHaveBeenCalledTimes(2);
});
