import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Term from '../../src/help/Term.svelte';

const ENTRY = { title: 'Relative Fisher error', equation: 'x', explanation: 'How wrong.', source: 'Hyvärinen 2005' };

it('is the word of its place, and pressing it explains it', async () => {
  render(Term, { entry: ENTRY, text: 'error' });
  const button = screen.getByRole('button', { name: 'error: about this figure' });
  expect([button.textContent, button.title]).toEqual(['error', 'About Relative Fisher error']);
  await fireEvent.click(button);
  expect(screen.getByText('How wrong.')).toBeTruthy();
});

it('is the title where its place has no other word', () => {
  render(Term, { entry: ENTRY });
  expect(screen.getByRole('button').textContent).toBe('Relative Fisher error');
});

it('is plain text without an entry', () => {
  render(Term, { entry: undefined, text: 'error' });
  expect(screen.queryByRole('button')).toBeNull();
  expect(document.body.textContent).toContain('error');
});
