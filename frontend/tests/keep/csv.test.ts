import { expect, it } from 'vitest';

import type { Row } from '../../src/desk/comparison.svelte';
import { NO_READING, type Column, type Reading } from '../../src/desk/verdicts';
import { csvOf } from '../../src/keep/csv';
import { fake } from '../mounted';

const bare = { error: null, floor: null, floor_95: null };
const COLUMNS = [
  fake<Column>({ ...bare, name: 'kl', error: 'kl_se' }),
  fake<Column>({ ...bare, name: 'distance', floor: 'distance_floor', floor_95: 'distance_floor_95' }),
  fake<Column>({ ...bare, name: 'step' }),
];

function row(index: number, readings: readonly Partial<Reading>[]): Row {
  const cells = readings.map((reading) => ({ reading: { ...NO_READING, ...reading }, verdict: null }));
  return { panel: fake<Row['panel']>({}), index, cells };
}

it('has a line for each panel, every figure with its noise, and what may not be believed', () => {
  const rows = [
    row(1, [{}, { value: 0.3, floor: 0.1, floor95: 0.2 }, { value: 200 }]),
    row(0, [{ value: 0.123456789, error: 0.002, doubt: 'Too thin, "it" says.' }, {}, { value: 150 }]),
  ];
  expect(csvOf({ columns: COLUMNS, rows }, ['Score, matching', 'NCE']).split('\r\n')).toEqual([
    'panel,title,kl,kl_se,distance,distance_floor,distance_floor_95,step,unreliable',
    '1,"Score, matching",0.123456789,0.002,,,,150,"kl: Too thin, ""it"" says."',
    '2,NCE,,,0.3,0.1,0.2,200,',
    '',
  ]);
});
