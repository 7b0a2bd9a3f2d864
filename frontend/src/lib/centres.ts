/** Where the cells of a square grid over the box have their centres, world units. */

import { HALF_WIDTH } from './camera';

/** Of row or column `index`, counted from the lowest or leftmost. */
export function centreOf(index: number, side: number): number {
  return ((index + 0.5) / side) * 2 * HALF_WIDTH - HALF_WIDTH;
}

/** Of all cells as x, y pairs, row 0 = lowest y. */
export function centresOf(side: number): Float64Array {
  const points = new Float64Array(2 * side * side);
  for (let at = 0; at < side * side; at++) {
    points[2 * at] = centreOf(at % side, side);
    points[2 * at + 1] = centreOf(Math.floor(at / side), side);
  }
  return points;
}
