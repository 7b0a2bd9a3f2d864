import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import ImportTable from '../../src/draw/ImportTable.svelte';
import type { FileTable } from '../../src/protocol/generated';

const TABLE: FileTable = {
  columns: [
    { name: 'id', numeric: true, role: 'id' },
    { name: 'who', numeric: false, role: 'text' },
    { name: 'left', numeric: true, role: 'data' },
    { name: 'up', numeric: true, role: 'data' },
  ],
  rows: [
    ['7', 'a', '1,5', '2'],
    ['8', 'b', '2,5', '3'],
  ],
  delimiter: 'semicolon',
  decimal: ',',
  encoding: 'UTF-8',
  header: true,
  orientation: 'rows',
};

function shown(table: FileTable = TABLE, x: number | null = 2) {
  const ask = vi.fn();
  render(ImportTable, { table, x, y: 3, busy: false, ask });
  return ask;
}

it('shows the first rows and marks the columns that are x and y', () => {
  shown();
  expect(screen.getAllByRole('row').map((row) => row.textContent?.replace(/\s/g, ''))).toEqual([
    'idwholeftxupy',
    '7a1,52',
    '8b2,53',
  ]);
  expect([...document.querySelectorAll('td.chosen')].map((cell) => cell.textContent)).toEqual(['1,5', '2', '2,5', '3']);
});

it('offers columns of numbers, says why one was not taken, and asks for another', async () => {
  const ask = shown();
  const select = screen.getByLabelText<HTMLSelectElement>('Column for x');
  expect(select.value).toBe('2');
  expect([...select.options].map((each) => [each.text, each.disabled])).toEqual([
    ['id (id)', false],
    ['who (text)', true],
    ['left', false],
    ['up', false],
  ]);
  await fireEvent.change(select, { target: { value: '0' } });
  expect(ask).toHaveBeenLastCalledWith({ x: 0, y: 3 });
  await fireEvent.change(select, { target: { value: '3' } });
  expect(ask).toHaveBeenLastCalledWith({ x: 3, y: 2 });
});

it('asks for another decimal sign, and whether the first row is names', async () => {
  const ask = shown();
  await fireEvent.change(screen.getByLabelText('Decimal sign'), { target: { value: '.' } });
  expect(ask).toHaveBeenLastCalledWith({ decimal: '.' });
  await fireEvent.click(screen.getByLabelText('First row names the columns'));
  expect(ask).toHaveBeenLastCalledWith({ header: false });
});

it('asks nothing of an array about signs and names, and lets an unknown column be chosen', () => {
  shown({ ...TABLE, decimal: null, delimiter: null, encoding: null }, null);
  expect(screen.queryByLabelText('Decimal sign')).toBeNull();
  expect(screen.queryByLabelText('First row names the columns')).toBeNull();
  expect(screen.getByLabelText<HTMLSelectElement>('Column for x').value).toBe('');
});
