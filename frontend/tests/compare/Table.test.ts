import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Table from '../../src/compare/Table.svelte';
import type { Catalogue } from '../../src/desk/catalogue.svelte';
import type { Comparison, Row, Sorting } from '../../src/desk/comparison.svelte';
import type { Column, Reading, Verdict } from '../../src/desk/verdicts';
import type { Workspace } from '../../src/desk/workspace.svelte';
import { fake, textsOf } from '../mounted';

const COLUMNS = [
  fake<Column>({ name: 'error', title: 'error', unit: '1', of: 'training', explanation: 'How wrong.' }),
  fake<Column>({ name: 'seconds', title: 'time', unit: 's', of: 'training', explanation: 'How long.' }),
];

function cell(value: number | null, verdict: Verdict = null, step: number | null = 100) {
  return { reading: { value, interval: null, floor: null, step } satisfies Reading, verdict };
}

/** The second panel stands first, as a sorting may want it. */
const ROWS: readonly Row[] = [
  { panel: fake<Row['panel']>({ run: 'r1' }), index: 1, cells: [cell(0.1, 'best'), cell(2, null, null)] },
  { panel: fake<Row['panel']>({ run: 'r0' }), index: 0, cells: [cell(0.4, null, 90), cell(null)] },
];

function shown(sorting: Sorting | null = null) {
  const sortBy = vi.fn();
  const comparison = fake<Comparison>({
    columns: COLUMNS as never,
    rows: ROWS as never,
    axis: 'step',
    sorting,
    sortBy,
    highlighted: null,
    position: () => 100,
    stepOf: () => 100,
    lagOf: (index, reel) => (index === 0 && reel === 'training' ? 95 : null),
    playback: { at: () => null },
  });
  const workspace = fake<Workspace>({ runs: [{ objective: 'dsm' }, { objective: 'ism' }] });
  const catalogue = fake<Catalogue>({
    measure: () => undefined,
    objective: (name) => ({ title: name === 'dsm' ? 'Denoising' : 'Implicit' }) as never,
  });
  render(Table, { comparison, catalogue, workspace, theme: 'light' });
  return { comparison, sortBy };
}

it('has a row for each panel in the order that is wanted, named and numbered', () => {
  shown();
  expect(screen.getByRole('region', { name: 'Comparison of the panels' })).toBeTruthy();
  expect(textsOf('tbody th')).toEqual(['2 Implicit', '1 Denoisingof step 95']);
  expect(textsOf('thead .sort')).toEqual(['error', 'time s']);
});

it('gives each figure with what can be said of it', () => {
  shown();
  expect(textsOf('td')).toEqual(['0.1★ best', '2', '0.4of step 90', '–']);
  const [best, , behind, missing] = [...document.querySelectorAll('td')];
  expect(best?.className).toContain('best');
  expect(behind?.title).toBe('One seed: 0.4, measured at step 90.');
  expect(missing?.title).toBe('Not measured here.');
});

it('sorts by the column that is pressed, and says by which it is sorted', async () => {
  const { sortBy } = shown({ name: 'seconds', ascending: false });
  const headers = screen.getAllByRole('columnheader').map((header) => header.getAttribute('aria-sort'));
  expect(headers).toEqual([null, null, 'descending']);
  expect(textsOf('thead .sort')).toEqual(['error', 'time s ▼']);
  await fireEvent.click(screen.getByRole('button', { name: 'error' }));
  expect(sortBy).toHaveBeenCalledExactlyOnceWith('error');
});

it('points at the panel under the pointer', async () => {
  const { comparison } = shown();
  const row = document.querySelector('[data-row="1"]') as Element;
  await fireEvent.pointerEnter(row);
  expect(comparison.highlighted).toBe('r1');
  await fireEvent.pointerLeave(row);
  expect(comparison.highlighted).toBeNull();
});
