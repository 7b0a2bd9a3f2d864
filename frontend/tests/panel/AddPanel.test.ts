import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import type { Catalogue, ObjectiveEntry } from '../../src/desk/catalogue.svelte';
import type { Workspace } from '../../src/desk/workspace.svelte';
import AddPanel from '../../src/panel/AddPanel.svelte';
import { fake } from '../mounted';

const ENTRIES = [
  fake<ObjectiveEntry>({ name: 'dsm', title: 'Denoising', summary: 'Adds noise.', learns: ['score', 'energy'] }),
  fake<ObjectiveEntry>({ name: 'nce', title: 'Contrastive', summary: 'Contrasts.', learns: ['energy'] }),
];

async function opened(full = false, objectives = ENTRIES) {
  const add = vi.fn(() => Promise.resolve(true));
  const catalogue = fake<Catalogue>({ objectives, objective: (name) => ENTRIES.find((entry) => entry.name === name) });
  render(AddPanel, { workspace: fake<Workspace>({ full, add }), catalogue });
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Add a panel' });
  await fireEvent.click(button);
  return { add, button };
}

it('adds a panel by its objective, and closes', async () => {
  const { add } = await opened();
  await fireEvent.click(screen.getByTitle('Adds noise.'));
  expect(add).toHaveBeenCalledExactlyOnceWith({ objective: 'dsm' });
  expect(screen.queryByText('Contrastive')).toBeNull();
});

it('gives an energy to an objective that learns no score', async () => {
  const { add } = await opened();
  await fireEvent.click(screen.getByText('Contrastive'));
  expect(add).toHaveBeenCalledExactlyOnceWith({ objective: 'nce', model: 'energy' });
});

it('says when there is no room for more, and waits for the catalogue', async () => {
  const { button } = await opened(true);
  expect([button.disabled, button.title]).toEqual([true, 'There are 8 panels, the most there can be.']);
  document.body.replaceChildren();
  expect((await opened(false, [])).button.disabled).toBe(true);
});
