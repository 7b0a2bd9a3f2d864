import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Dialog from '../../src/form/Dialog.svelte';
import { words } from '../mounted';

function opened(wide = false) {
  const onclose = vi.fn();
  const before = document.body.appendChild(document.createElement('button'));
  before.focus();
  const { unmount } = render(Dialog, { title: 'Keys of the page', wide, onclose, children: words('T trains') });
  return { onclose, before, unmount, dialog: screen.getByRole<HTMLDialogElement>('dialog') };
}

it('is open, called by its title, and shows what it was given', () => {
  const { dialog } = opened(true);
  expect(dialog.open).toBe(true);
  expect(screen.getByRole('dialog', { name: 'Keys of the page' })).toBe(dialog);
  expect(dialog.textContent).toContain('T trains');
  expect(dialog.classList.contains('wide')).toBe(true);
});

it('asks to be closed by its cross, by Escape and by a press beside it, not by one inside', async () => {
  const { onclose, dialog } = opened();
  await fireEvent.click(screen.getByText('T trains'));
  expect(onclose).not.toHaveBeenCalled();
  await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onclose).toHaveBeenCalledTimes(1);
  await fireEvent.click(dialog);
  expect(onclose).toHaveBeenCalledTimes(2);
  const escape = new Event('cancel', { cancelable: true });
  await fireEvent(dialog, escape);
  expect(onclose).toHaveBeenCalledTimes(3);
  expect(escape.defaultPrevented).toBe(true);
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(onclose).toHaveBeenCalledTimes(4);
});

it('gives the focus back when it goes', () => {
  const { before, unmount, dialog } = opened();
  const focus = vi.spyOn(before, 'focus');
  unmount();
  expect(dialog.open).toBe(false);
  expect(focus).toHaveBeenCalledOnce();
});
