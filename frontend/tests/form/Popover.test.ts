import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';

import Popover from '../../src/form/Popover.svelte';
import { words } from '../mounted';

function shown(change: { named?: boolean; disabled?: boolean } = {}) {
  const onopen = vi.fn();
  let close = () => {};
  const sheet = createRawSnippet((given: () => () => void) => {
    close = given();
    return { render: () => '<p>Inside</p>' };
  });
  render(Popover, { label: 'Symmetry', title: 'Mirrors', trigger: words('mirror'), sheet, onopen, ...change });
  return { onopen, close: () => close(), button: screen.getByRole<HTMLButtonElement>('button') };
}

it('is called by its label, or by what it shows where that is its name', () => {
  expect(shown().button.getAttribute('aria-label')).toBe('Symmetry');
  document.body.replaceChildren();
  const { button } = shown({ named: true });
  expect(button.getAttribute('aria-label')).toBeNull();
  expect([button.textContent, button.title]).toEqual(['mirror', 'Mirrors']);
});

it('makes its sheet when it is opened and takes it away when it is closed', async () => {
  const { button, onopen } = shown();
  expect(screen.queryByText('Inside')).toBeNull();
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await fireEvent.click(button);
  expect(screen.getByRole('dialog', { name: 'Symmetry' }).textContent).toContain('Inside');
  expect(button.getAttribute('aria-expanded')).toBe('true');
  await fireEvent.click(button);
  expect(screen.queryByText('Inside')).toBeNull();
  expect(onopen).toHaveBeenCalledOnce();
});

it('gives the focus back to its button when the sheet closes itself', async () => {
  const { button, close } = shown();
  await fireEvent.click(button);
  close();
  await vi.waitFor(() => expect(screen.queryByText('Inside')).toBeNull());
  expect(document.activeElement).toBe(button);
});

it('is closed by Escape, wherever the focus is, and hears it only while it is open', async () => {
  const { button } = shown();
  expect(await fireEvent.keyDown(document.body, { key: 'Escape' })).toBe(true);
  await fireEvent.click(button);
  expect(await fireEvent.keyDown(document.body, { key: 'Escape' })).toBe(false);
  await vi.waitFor(() => expect(screen.queryByText('Inside')).toBeNull());
  expect(document.activeElement).toBe(button);
});

it('does not open while it is disabled', async () => {
  const { button, onopen } = shown({ disabled: true });
  await fireEvent.click(button);
  expect(button.disabled).toBe(true);
  expect(onopen).not.toHaveBeenCalled();
});
