import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import ExportRow from '../../src/keep/ExportRow.svelte';
import SheetButton from '../../src/keep/SheetButton.svelte';
import { words } from '../mounted';

const PROPS = { title: 'Picture', words: 'As it is.', children: words('PNG') };

it('loads its sheet when it is pressed, not before, and closes it', async () => {
  const load = vi.fn(async () => ({ default: ExportRow }));
  render(SheetButton<typeof PROPS>, {
    props: { name: 'Export', title: 'Pictures', icon: 'export', load, props: PROPS },
  });
  expect(load).not.toHaveBeenCalled();
  const button = screen.getByRole('button', { name: 'Export' });
  expect(button.title).toBe('Pictures');
  await fireEvent.click(button);
  expect(screen.getByRole('dialog', { name: 'Export' })).toBeTruthy();
  await screen.findByRole('group', { name: 'Picture' });
  expect(load).toHaveBeenCalledOnce();
  await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});
