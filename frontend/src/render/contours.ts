/** Lines of equal value by marching squares, and the levels that enclose given shares of a density's mass. */

import { centreOf } from '../lib/centres';
import type { Grid } from './grid';

/** Of the mass, what each line encloses. */
export const SHARES = [0.2, 0.5, 0.8, 0.95] as const;

/** The edges (0 bottom, 1 right, 2 top, 3 left) that a line joins, by which corners are above: 1 2 / 8 4 from below left. */
const JOINS: readonly (readonly [number, number])[][] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [], // a saddle: see `joins`
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [], // a saddle
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
];

/**
 * Segments (x0, y0, x1, y1 in world units, one after another) along which the grid, bilinear between cell centres,
 * is `level`. Cells with a corner that is not a number have none.
 */
export function contour({ values, side }: Grid, level: number): Float32Array {
  const found: number[] = [];
  for (let row = 0; row + 1 < side; row++)
    for (let column = 0; column + 1 < side; column++) {
      const at = row * side + column;
      const [a, b, c, d] = [values[at]!, values[at + 1]!, values[at + side + 1]!, values[at + side]!];
      const count = Number(a > level) + Number(b > level) + Number(c > level) + Number(d > level);
      if (count === 0 || count === 4 || Number.isNaN(a + b + c + d)) continue;
      const corners = [a, b, c, d] as const;
      for (const [from, to] of joins(corners, level)) {
        push(found, from, corners, level, row, column, side);
        push(found, to, corners, level, row, column, side);
      }
    }
  return Float32Array.from(found);
}

type Corners = readonly [number, number, number, number];

function joins(corners: Corners, level: number): readonly (readonly [number, number])[] {
  const above = corners.reduce((mask, value, index) => mask | (value > level ? 1 << index : 0), 0);
  if (above !== 5 && above !== 10) return JOINS[above]!;
  // two opposite corners are above: the mean says whether they are joined across the cell
  const centre = (corners[0] + corners[1] + corners[2] + corners[3]) / 4 > level;
  const around = centre === (above === 5);
  return around
    ? [
        [3, 2],
        [0, 1],
      ]
    : [
        [3, 0],
        [1, 2],
      ];
}

/** Where the line crosses an edge of the cell whose lower left corner is (row, column). */
function push(
  found: number[],
  edge: number,
  corners: Corners,
  level: number,
  row: number,
  column: number,
  side: number,
): void {
  const from = corners[edge]!;
  const to = corners[(edge + 1) % 4]!;
  const share = (level - from) / (to - from);
  // edges run around the cell: bottom to the right, right side up, top to the left, left side down
  const x = [share, 1, 1 - share, 0][edge]!;
  const y = [0, share, 1, 1 - share][edge]!;
  found.push(centreOf(column + x, side), centreOf(row + y, side));
}

/** For each share, the level above which the densest cells hold that share of the grid's mass. */
export function massLevels(density: Float32Array, shares: readonly number[] = SHARES): number[] {
  const sorted = Float32Array.from(density, (value) => (value > 0 ? value : 0)).sort();
  let total = 0;
  for (const value of sorted) total += value;
  const levels: number[] = [];
  if (!(total > 0)) return levels;
  let mass = 0;
  let next = 0;
  for (let at = sorted.length - 1; at >= 0 && next < shares.length; at--) {
    mass += sorted[at]!;
    while (next < shares.length && mass >= shares[next]! * total) {
      levels.push(sorted[at]!);
      next += 1;
    }
  }
  return levels;
}
