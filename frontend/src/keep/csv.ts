/** The comparison as a table for other programs: every figure with its error, its floor, and whether it is unreliable. */

import type { Comparison, Row } from '../desk/comparison.svelte';
import type { Column } from '../desk/verdicts';

/** One line a panel, in the panels' order; RFC 4180, numbers in full, empty where a figure is not known. */
export function csvOf({ columns, rows }: Pick<Comparison, 'columns' | 'rows'>, titles: readonly string[]): string {
  const head = ['panel', 'title', ...columns.flatMap(headOf), 'unreliable'];
  const lines = [...rows].sort((a, b) => a.index - b.index).map((row) => lineOf(row, columns, titles));
  return `${[head, ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}

/** A figure's own column, and those of its noise under the names the server sends them by. */
function headOf({ name, error, floor, floor_95 }: Column): string[] {
  return [name, ...[error, floor, floor_95].filter((each) => each !== null)];
}

function lineOf({ index, cells }: Row, columns: readonly Column[], titles: readonly string[]): string[] {
  const said = cells.flatMap(({ reading }, at) => {
    const { error, floor, floor_95 } = columns[at] ?? { error: null, floor: null, floor_95: null };
    const noise = [
      [error, reading.error],
      [floor, reading.floor],
      [floor_95, reading.floor95],
    ] as const;
    return [reading.value, ...noise.filter(([name]) => name !== null).map(([, value]) => value)];
  });
  const doubts = cells.flatMap(({ reading }, at) =>
    reading.doubt === null ? [] : [`${columns[at]?.name ?? ''}: ${reading.doubt}`],
  );
  const numbers = said.map((value) => (value === null ? '' : String(value)));
  return [String(index + 1), titles[index] ?? '', ...numbers, doubts.join(' ')];
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
