import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import SkipLinks from '../../src/shell/SkipLinks.svelte';

const WAYS = [
  { to: 'drawing', name: 'the drawing' },
  { to: 'away', name: 'what is not there' },
];

it('moves the focus to its place and leaves the address alone', async () => {
  const place = document.body.appendChild(document.createElement('section'));
  place.id = 'drawing';
  const ongo = vi.fn();
  render(SkipLinks, { ways: WAYS, ongo });
  const before = location.href;
  await fireEvent.click(screen.getByRole('link', { name: 'Skip to the drawing' }));
  expect(document.activeElement).toBe(place);
  expect(ongo).toHaveBeenCalledExactlyOnceWith('drawing');
  await fireEvent.click(screen.getByRole('link', { name: 'Skip to what is not there' }));
  expect(document.activeElement).toBe(place);
  expect(location.href).toBe(before);
});
