/** A mixture at the centres of a grid over the box, row 0 = lowest y, as the server sends densities and fields. */

import { centreOf } from '../lib/centres';
import type { Mixture } from '../lib/mixture';
import type { Grid } from '../render/grid';

/** Densities, side x side, 1/unit^2. */
export function densityOf(field: Mixture, side: number): Grid {
  const values = new Float32Array(side * side);
  for (let at = 0; at < values.length; at++)
    values[at] = field.density(centreOf(at % side, side), centreOf(Math.floor(at / side), side));
  return { values, side };
}

/** Scores, side x side x (x, y), 1/unit. */
export function scoreOf(field: Mixture, side: number): Grid {
  const values = new Float32Array(2 * side * side);
  const score = new Float64Array(2);
  for (let at = 0; at < side * side; at++) {
    field.score(centreOf(at % side, side), centreOf(Math.floor(at / side), side), score);
    values.set(score, 2 * at);
  }
  return { values, side };
}
