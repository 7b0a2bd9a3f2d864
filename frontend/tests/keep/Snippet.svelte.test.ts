import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';

import Snippet from '../../src/keep/Snippet.svelte';

function shown(writeText: () => Promise<void>) {
  vi.useFakeTimers();
  const write = vi.fn(writeText);
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: write } });
  render(Snippet, { code: 'import scorescape' });
  return { write, button: screen.getByRole('button') };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('shows its lines and copies them, and says so for a moment', async () => {
  const { write, button } = shown(() => Promise.resolve());
  expect(screen.getByLabelText('Python that loads the weights').textContent).toBe('import scorescape');
  await fireEvent.click(button);
  expect(write).toHaveBeenCalledExactlyOnceWith('import scorescape');
  expect(button.textContent).toBe('Copied');
  await vi.advanceTimersByTimeAsync(2400);
  expect(button.textContent).toBe('Copy');
});

it('says what to do where the browser does not let it', async () => {
  const { button } = shown(() => Promise.reject(new Error('denied')));
  await fireEvent.click(button);
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.getByRole('alert').textContent).toContain('select the lines below instead');
  expect(button.textContent).toBe('Copy');
});
