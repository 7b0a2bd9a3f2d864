import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Table from '../../src/compare/Table.svelte';
import type { Catalogue } from '../../src/desk/catalogue.svelte';
import type { Comparison, Row, Sorting } from '../../src/desk/comparison.svelte';
import { NO_READING, type Column, type Reading, type Verdict } from '../../src/desk/verdicts';
import type { Workspace } from '../../src/desk/workspace.svelte';
import { fake, textsOf } from '../mounted';

const COLUMNS = [
  fake<Column>({ name: 'error', title: 'error', unit: '1', of: 'training', explanation: 'How wrong.' }),
  fake<Column>({ name: 'seconds', title: 'time', unit: 's', of: 'training', explanation: 'How long.' }),
];

function cell(value: number | null, verdict: Verdict = null, more: Partial<Reading> = {}) {
  return { reading: { ...NO_READING, value, step: 100, ...more }, verdict };
}

/** The second panel stands first, as a sorting may want it. */
const ROWS: readonly Row[] = [
  { panel: fake<Row['panel']>({ run: 'r1' }), index: 1, cells: [cell(0.1, 'best'), cell(2, null, { step: null })] },
  {
    panel: fake<Row['panel']>({ run: 'r0' }),
    index: 0,
    cells: [cell(0.4123, null, { step: 90, error: 0.02 }), cell(null)],
  },
];

function shown(sorting: Sorting | null = null, columns = COLUMNS, rows = ROWS) {
  const sortBy = vi.fn();
  const comparison = fake<Comparison>({
    columns: columns as never,
    rows: rows as never,
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
    lossUnit: (name) => (name === 'dsm' ? '1/unit²' : 'nats'),
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
  expect(textsOf('td')).toEqual(['0.1★ best', '2', '0.41 ± 0.02of step 90', '–']);
  const [best, , behind, missing] = [...document.querySelectorAll('td')];
  expect(best?.className).toContain('best');
  expect(behind?.title).toBe('One seed, with its standard error: 0.41 ± 0.02, measured at step 90.');
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

it('gives a loss with the unit of its objective', () => {
  const column = fake<Column>({ name: 'loss', title: 'loss', unit: '', of: 'training', explanation: '' });
  const rows = [0, 1].map((index) => ({ panel: fake<Row['panel']>({ run: `r${index}` }), index, cells: [cell(3)] }));
  shown(null, [column], rows);
  expect(textsOf('td')).toEqual(['3 1/unit²', '3 nats']);
  expect(textsOf('thead .sort')).toEqual(['loss own unit']);
});

it('gives the floor with its quantile, the verdict of the server behind the tag, and marks what is unreliable', () => {
  const column = fake<Column>({ name: 'sw', title: 'distance', unit: 'units', of: 'sampling', explanation: '' });
  const told = { holds: true, sentence: 'It cannot be told from 2,000 exact samples.', smallest_fault: 0.02 };
  const cells = [
    [cell(0.2531, 'floor', { floor: 0.2904, floor95: 0.5123, told })],
    [cell(0.2531, null, { doubt: 'Half of the particles are lost.' })],
  ];
  const rows = cells.map((each, index) => ({ panel: fake<Row['panel']>({ run: `r${index}` }), index, cells: each }));
  shown(null, [column], rows);
  expect(textsOf('td')[0]).toBe('0.25as exactexact 0.29, 95 % < 0.51');
  expect(document.querySelector('td .tag')?.getAttribute('title')).toBe(told.sentence);
  expect(screen.getByRole('button', { name: 'Unreliable: distance' })).toBeTruthy();
  expect(document.querySelectorAll('.doubtful')).toHaveLength(1);
});
