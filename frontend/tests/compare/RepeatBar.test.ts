import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import RepeatBar from '../../src/compare/RepeatBar.svelte';
import type { Comparison } from '../../src/desk/comparison.svelte';
import type { Column } from '../../src/desk/verdicts';
import type { Progress, Subject } from '../../src/live/repeat.svelte';
import { fake, textOf } from '../mounted';

interface Now {
  readonly progress?: Progress | null;
  readonly fault?: string | null;
  readonly step?: number;
  readonly repeated?: boolean;
}

function shown({ progress = null, fault = null, step = 10, repeated = false }: Now = {}) {
  const [start, cancel] = [vi.fn(), vi.fn()];
  const subjects = [fake<Subject>({ steps: step })];
  const comparison = fake<Comparison>({
    repeat: { progress, fault, start, cancel },
    repeated,
    columns: [fake<Column>({})],
    panels: () => [{ step }] as never,
    subjects: () => subjects,
  });
  render(RepeatBar, { comparison });
  return { start, cancel, subjects };
}

it('repeats the panels as they are', async () => {
  const { start, subjects } = shown();
  await fireEvent.click(screen.getByRole('button', { name: 'Repeat with 5 seeds' }));
  expect(start).toHaveBeenCalledExactlyOnceWith(subjects);
  expect(document.body.textContent).toContain('One seed cannot tell a difference from chance.');
});

it('says how far it is and can be ended', async () => {
  const { cancel } = shown({ progress: { panel: 1, of: 3, share: 0.5 } });
  expect(screen.getByRole('progressbar', { name: 'Repeating with 5 seeds' }).getAttribute('value')).toBe('0.5');
  expect(textOf(screen.getByRole('status'))).toBe('5 seeds of panel 2 of 3, 50 %');
  await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(cancel).toHaveBeenCalledOnce();
});

it('wants something trained first, and says what went wrong', () => {
  shown({ step: 0, fault: 'The server refused.' });
  const button = screen.getByRole<HTMLButtonElement>('button');
  expect([button.disabled, button.title]).toEqual([true, 'Train first: seeds take as many steps.']);
  expect(screen.getByRole('alert').textContent).toBe('The server refused.');
});
