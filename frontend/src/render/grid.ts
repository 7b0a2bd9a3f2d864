/** Values on a square grid over the box, row 0 = lowest y, and what lies between its cells' centres. */

import { HALF_WIDTH } from '../lib/camera';

export interface Grid {
  readonly values: Float32Array;
  readonly side: number;
}

/** Row and column of a world coordinate, in cells from the first centre, kept on the grid. */
export function cellsAlong(world: number, side: number): number {
  const cells = ((world + HALF_WIDTH) / (2 * HALF_WIDTH)) * side - 0.5;
  return cells < 0 ? 0 : cells > side - 1 ? side - 1 : cells;
}

/**
 * Bilinear value at a world point. `parts` numbers lie in each cell (2 for a vector field); `part` is the one wanted.
 * Beyond the outermost centres it is that of the border.
 */
export function sampleGrid({ values, side }: Grid, x: number, y: number, parts = 1, part = 0): number {
  const column = cellsAlong(x, side);
  const row = cellsAlong(y, side);
  const c0 = Math.floor(column);
  const r0 = Math.floor(row);
  const c1 = Math.min(c0 + 1, side - 1);
  const r1 = Math.min(r0 + 1, side - 1);
  const fc = column - c0;
  const fr = row - r0;
  const at = (r: number, c: number): number => values[parts * (r * side + c) + part]!;
  const lower = at(r0, c0) * (1 - fc) + at(r0, c1) * fc;
  const upper = at(r1, c0) * (1 - fc) + at(r1, c1) * fc;
  return lower * (1 - fr) + upper * fr;
}
