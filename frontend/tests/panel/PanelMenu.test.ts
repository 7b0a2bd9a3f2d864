import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import { choiceOf, type Workspace } from '../../src/desk/workspace.svelte';
import PanelMenu from '../../src/panel/PanelMenu.svelte';
import { fake } from '../mounted';

function opened(index: number, count = 3, full = false) {
  const verbs = { duplicate: vi.fn(), move: vi.fn(), remove: vi.fn() };
  const close = vi.fn();
  const panels = Array.from({ length: count }, () => choiceOf({}));
  render(PanelMenu, { workspace: fake<Workspace>({ ...verbs, panels, full }), index, close });
  return { ...verbs, close };
}

const action = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

it('copies, moves and removes its panel, and closes each time', async () => {
  const { duplicate, move, remove, close } = opened(1);
  await fireEvent.click(action('Duplicate, to change one setting'));
  expect(duplicate).toHaveBeenCalledExactlyOnceWith(1);
  expect(close).toHaveBeenCalledTimes(1);
  await fireEvent.click(action('Move one place forward'));
  expect(move).toHaveBeenLastCalledWith(1, 0);
  await fireEvent.click(action('Move one place back'));
  expect(move).toHaveBeenLastCalledWith(1, 2);
  await fireEvent.click(action('Remove this panel'));
  expect(remove).toHaveBeenCalledExactlyOnceWith(1);
  expect(close).toHaveBeenCalledTimes(4);
});

it('says what cannot be done with the only panel', () => {
  opened(0, 1, true);
  const obstacles = [
    'Duplicate, to change one setting',
    'Move one place forward',
    'Move one place back',
    'Remove this panel',
  ]
    .map(action)
    .map(({ disabled, title }) => [disabled, title]);
  expect(obstacles).toEqual([
    [true, 'There are 8 panels, the most there can be.'],
    [true, 'It is the first panel.'],
    [true, 'It is the last panel.'],
    [true, 'One panel stays.'],
  ]);
});
