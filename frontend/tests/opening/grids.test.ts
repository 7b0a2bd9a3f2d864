import { expect, test } from 'vitest';

import { Mixture } from '../../src/lib/mixture';
import { densityOf, scoreOf } from '../../src/opening/grids';

// of [-4, 4] in four cells the centres are -3, -1, 1, 3; this one stands in the second column of the lowest row
const ONE = new Mixture([{ weight: 1, mean: { x: -1, y: -3 }, scale: 0.5 }]);

test('a density is highest in the cell of its mean: columns are x, row 0 is the lowest y', () => {
  const { values, side } = densityOf(ONE, 4);
  expect(side).toBe(4);
  expect(values.indexOf(Math.max(...values))).toBe(1);
  expect(values[1]).toBeCloseTo(1 / (2 * Math.PI * 0.25), 6);
});

test('a score is (mean - x) / s^2 at each centre', () => {
  const { values, side } = scoreOf(ONE, 4);
  expect(side).toBe(4);
  const at = (column: number, row: number) => [...values.subarray(2 * (4 * row + column), 2 * (4 * row + column) + 2)];
  expect(at(1, 0)).toEqual([0, 0]);
  expect(at(3, 0)).toEqual([-16, 0]);
  expect(at(1, 2)).toEqual([0, -16]);
  expect(at(0, 3)).toEqual([8, -24]);
});
