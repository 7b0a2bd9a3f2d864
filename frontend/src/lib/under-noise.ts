/** A mixture under noise on a grid over the box, row 0 = lowest y: p_sigma = p * N(0, sigma^2 I), and its score. */

import { HALF_WIDTH } from './camera';
import { centreOf, centresOf } from './centres';
import { Evaluator, type Gaussians } from './gaussians';

/**
 * The mean density of every cell, 1/unit^2, side x side. Along either axis a Gaussian is one of its own, so that a part
 * costs two rows of exponentials and one product a cell. A cell's mean is taken as a Gaussian of the cell's own variance.
 */
export function densityUnder({ n, weights, x, y, scales }: Gaussians, sigma: number, side: number): Float32Array {
  const cell = (2 * HALF_WIDTH) / side;
  const values = new Float64Array(side * side);
  const across = new Float64Array(side);
  const up = new Float64Array(side);
  for (let k = 0; k < n; k++) {
    const variance = scales[k]! ** 2 + sigma * sigma + (cell * cell) / 12;
    const height = weights[k]! / (2 * Math.PI * variance);
    for (let at = 0; at < side; at++) {
      const centre = centreOf(at, side);
      across[at] = Math.exp(-((centre - x[k]!) ** 2) / (2 * variance));
      up[at] = height * Math.exp(-((centre - y[k]!) ** 2) / (2 * variance));
    }
    for (let row = 0; row < side; row++) {
      const factor = up[row]!;
      if (factor < 1e-12 * height) continue;
      for (let column = 0; column < side; column++) values[row * side + column]! += factor * across[column]!;
    }
  }
  return Float32Array.from(values);
}

/** The score of p_sigma at the cells' centres, side x side x (x, y), 1/unit. */
export function scoreUnder(parts: Gaussians, sigma: number, side: number): Float32Array {
  const values = new Float32Array(2 * side * side);
  const field = new Evaluator(parts, sigma);
  const centres = centresOf(side);
  for (let at = 0; at < side * side; at++) {
    field.at(centres[2 * at]!, centres[2 * at + 1]!);
    values[2 * at] = field.sx;
    values[2 * at + 1] = field.sy;
  }
  return values;
}
