import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import ExportRow from '../../src/keep/ExportRow.svelte';
import Sheet from '../../src/keep/Sheet.svelte';
import { words } from '../mounted';

const PROPS = { title: 'Picture', words: 'As it is.', children: words('PNG') };

function opened(load: () => Promise<{ default: typeof ExportRow }>) {
  const close = vi.fn();
  render(Sheet<typeof PROPS>, { props: { title: 'Export', load, props: PROPS, close } });
  return { close };
}

it('says that it opens, then shows what was loaded with what it needs', async () => {
  const { close } = opened(async () => ({ default: ExportRow }));
  expect(screen.getByRole('status').textContent).toBe('Opening …');
  expect((await screen.findByRole('group', { name: 'Picture' })).textContent).toContain('PNG');
  expect(screen.queryByRole('status')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(close).toHaveBeenCalledOnce();
});

it('says what it could not load, and tries again', async () => {
  const load = vi.fn(async () => ({ default: ExportRow }));
  load.mockRejectedValueOnce(new Error('gone'));
  opened(load);
  expect((await screen.findByRole('alert')).textContent).toContain('This could not be loaded from the server.');
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('group', { name: 'Picture' });
  expect(load).toHaveBeenCalledTimes(2);
});
