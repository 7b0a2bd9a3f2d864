import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { FilmKind, Recorder } from '../../src/keep/film.svelte';
import RecorderBar from '../../src/keep/RecorderBar.svelte';
import { fake, textOf } from '../mounted';

function shown(kind: FilmKind | null, { encoding = false, fault = null as string | null } = {}) {
  const stop = vi.fn();
  render(RecorderBar, { recorder: fake<Recorder>({ kind, encoding, seconds: 7.3, stop }), fault });
  return { stop };
}

it('says how long it has recorded and how long it can, and stops', async () => {
  const { stop } = shown('gif');
  expect(textOf(screen.getByRole('status'))).toContain('Recording GIF: 7 of at most 20 s');
  await fireEvent.click(screen.getByRole('button', { name: 'Stop and save' }));
  expect(stop).toHaveBeenCalledOnce();
  document.body.replaceChildren();
  shown('webm');
  expect(textOf(screen.getByRole('status'))).toContain('Recording WebM: 7 of at most 120 s');
});

it('cannot be stopped while the file is made', () => {
  shown('gif', { encoding: true });
  expect(textOf(screen.getByRole('status'))).toBe('Making the file …');
  expect(screen.queryByRole('button')).toBeNull();
});

it('says what went wrong until that is put away', async () => {
  shown(null, { fault: 'The film could not be made.' });
  expect(screen.getByRole('alert').textContent).toContain('The film could not be made.');
  await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
});
