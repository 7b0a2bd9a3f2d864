import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';

import More from '../../src/form/More.svelte';
import { more, Unfolded } from '../../src/form/more.svelte';

beforeEach(() => {
  more.set('tools', false);
  more.set('controls', false);
});

it('unfolds its corner and no other, folds it again, and says which it would do', async () => {
  render(More, { corner: 'tools', of: 'tools' });
  const button = () => screen.getByRole('button');
  expect([button().ariaLabel, button().ariaExpanded, button().textContent.trim()]).toEqual([
    'More tools',
    'false',
    'More',
  ]);
  await fireEvent.click(button());
  expect([button().ariaLabel, button().ariaExpanded, button().textContent.trim()]).toEqual([
    'Fewer tools',
    'true',
    'Fewer',
  ]);
  expect([more.has('tools'), more.has('controls')]).toEqual([true, false]);
  await fireEvent.click(button());
  expect(more.has('tools')).toBe(false);
});

it('is remembered by the browser; what another version left there is not trusted', () => {
  more.set('rail', false);
  more.set('tools', true);
  const back = new Unfolded();
  expect([back.has('rail'), back.has('tools'), back.has('dock')]).toEqual([false, true, true]);
  localStorage.setItem('scorescape.more', '{"rail": "no"}');
  expect(new Unfolded().has('rail')).toBe(true);
  more.set('rail', true);
});
