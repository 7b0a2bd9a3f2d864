import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Hint from '../../src/form/Hint.svelte';

function shown() {
  render(Hint, { label: 'step size', text: 'How far a step goes.' });
  const tip = screen.getByRole('tooltip', { hidden: true });
  return { button: screen.getByRole('button'), tip, isOpen: () => tip.dataset['popoverState'] === 'open' };
}

it('says what it is about and is described by its words', () => {
  const { button, tip } = shown();
  expect(button.getAttribute('aria-label')).toBe('About step size');
  expect(button.getAttribute('aria-describedby')).toBe(tip.id);
  expect(tip.textContent).toBe('How far a step goes.');
});

it('opens by focus and by pointer and closes without them', async () => {
  const { button, isOpen } = shown();
  expect(isOpen()).toBe(false);
  await fireEvent.focus(button);
  expect(isOpen()).toBe(true);
  await fireEvent.blur(button);
  expect(isOpen()).toBe(false);
  await fireEvent.mouseEnter(screen.getByRole('presentation'));
  expect(isOpen()).toBe(true);
  await fireEvent.mouseLeave(screen.getByRole('presentation'));
  expect(isOpen()).toBe(false);
});

it('keeps Escape to itself while it is open, and only then', async () => {
  const { button, isOpen } = shown();
  const page = vi.fn();
  addEventListener('keydown', page, { once: true });
  await fireEvent.focus(button);
  await fireEvent.keyDown(button, { key: 'Escape' });
  expect(isOpen()).toBe(false);
  expect(page).not.toHaveBeenCalled();
  await fireEvent.keyDown(button, { key: 'Escape' });
  expect(page).toHaveBeenCalledOnce();
});

it('warns with a sign of its own', () => {
  render(Hint, { text: 'The grid cannot see it.', label: 'KL', warns: true });
  const sign = screen.getByRole('button', { name: 'Unreliable: KL' });
  expect([sign.textContent?.trim(), sign.querySelector('svg') !== null]).toEqual(['', true]);
});
