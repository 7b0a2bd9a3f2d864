import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';

import Header from '../../src/shell/Header.svelte';
import { Theme } from '../../src/shell/theme.svelte';
import type { StreamState } from '../../src/stream/socket';
import { fake, words } from '../mounted';

function shown(phase: StreamState['phase'] = 'open') {
  const theme = new Theme(fake<MediaQueryList>({ matches: false, addEventListener: () => undefined }));
  render(Header, { claim: 'Draw and learn.', phase, link: '#target', theme, children: words('Gallery') });
  return theme;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('has its claim, what the page puts there, and the connection in words', () => {
  const said = (['open', 'closed', 'waiting'] as const).map((phase) => {
    document.body.replaceChildren();
    shown(phase);
    return screen.getByRole('status').textContent.trim();
  });
  // a page that has just come is on its way
  expect(said).toEqual(['connected', 'connecting', 'connecting']);
  expect(screen.getByText('Draw and learn.')).toBeTruthy();
  expect(screen.getByText('Gallery')).toBeTruthy();
});

it('is red only after three seconds without a connection', async () => {
  vi.useFakeTimers();
  shown('closed');
  await vi.advanceTimersByTimeAsync(2900);
  expect(screen.getByRole('status').className).not.toContain('closed');
  await vi.advanceTimersByTimeAsync(200);
  expect(screen.getByRole('status').textContent.trim()).toBe('not connected');
  expect(screen.getByRole('status').className).toContain('closed');
});

it('copies the whole link and says so for a moment', async () => {
  vi.useFakeTimers();
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
  shown();
  await fireEvent.click(screen.getByRole('button', { name: 'Copy link' }));
  expect(writeText).toHaveBeenCalledExactlyOnceWith(new URL('#target', location.href).href);
  expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
  await vi.advanceTimersByTimeAsync(1600);
  expect(screen.getByRole('button', { name: 'Copy link' })).toBeTruthy();
});

it('switches the theme, of the page as well', async () => {
  const theme = shown();
  expect(document.documentElement.dataset['theme']).toBe('dark');
  await fireEvent.click(screen.getByRole('button', { name: 'Switch to the light theme' }));
  expect([theme.name, document.documentElement.dataset['theme']]).toEqual(['light', 'light']);
  expect(screen.getByRole('button', { name: 'Switch to the dark theme' })).toBeTruthy();
});
