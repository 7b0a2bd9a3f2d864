import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Catalogue } from '../../src/desk/catalogue.svelte';
import type { Workspace } from '../../src/desk/workspace.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Stage, Walk } from '../../src/live/panels.svelte';
import type { Drawing } from '../../src/pad/drawing.svelte';
import type { Verbs } from '../../src/play/actions';
import PhoneBar from '../../src/play/PhoneBar.svelte';
import { fake, textsOf } from '../mounted';

function shown({ stage = 'ready' as Stage, walk = 'none' as Walk, open = false, blank = false } = {}) {
  const calls = { ondraw: vi.fn(), onlook: vi.fn(), pause: vi.fn(), resume: vi.fn() };
  const verbs = { train: vi.fn(), restart: vi.fn(), sample: vi.fn() } satisfies Verbs;
  const { ondraw, onlook, pause, resume } = calls;
  render(PhoneBar, {
    experiment: fake<Experiment>({ link: { phase: 'open' }, stage, walk, pause, resume }),
    drawing: fake<Drawing>({ blank }),
    workspace: fake<Workspace>({ panels: [] }),
    catalogue: fake<Catalogue>({}),
    verbs,
    open,
    ondraw,
    onlook,
  });
  return { ...calls, ...verbs };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('trains and samples, and each shows the pictures', async () => {
  const { train, sample, onlook } = shown();
  expect(textsOf('button')).toEqual(['Draw', 'Train', 'Sample']);
  await press('Train');
  expect([train.mock.calls.length, sample.mock.calls.length, onlook.mock.calls.length]).toEqual([1, 0, 1]);
  await press('Sample');
  expect([train.mock.calls.length, sample.mock.calls.length, onlook.mock.calls.length]).toEqual([1, 1, 2]);
});

it('pauses each, and leaves the page where it is', async () => {
  const { pause, onlook } = shown({ stage: 'training', walk: 'walking' });
  for (const button of screen.getAllByRole('button', { name: 'Pause' })) await fireEvent.click(button);
  expect(pause.mock.calls).toEqual([['training'], ['sampling']]);
  expect(onlook).not.toHaveBeenCalled();
});

it('goes on with a walk that was paused', async () => {
  const { resume, sample, onlook } = shown({ walk: 'paused' });
  await press('Continue');
  expect([resume.mock.calls.length, sample.mock.calls.length, onlook.mock.calls.length]).toEqual([1, 0, 1]);
});

it('unfolds the pad and folds it again', async () => {
  const folded = shown();
  await press('Draw');
  expect(folded.ondraw).toHaveBeenCalledExactlyOnceWith(true);
  document.body.replaceChildren();
  const open = shown({ open: true });
  await press('Done');
  expect(open.ondraw).toHaveBeenCalledExactlyOnceWith(false);
});

it('has nothing to train or sample while nothing is drawn', () => {
  shown({ blank: true });
  expect(screen.getAllByRole<HTMLButtonElement>('button').map(({ disabled }) => disabled)).toEqual([false, true, true]);
});
