/**
 * A mixture of isotropic Gaussians in the plane, exact and in the browser: what needs no server walks on it.
 * p(x) = sum_k w_k N(x; mu_k, s_k^2 I). World units; scores in 1/unit, densities in 1/unit^2.
 */

import type { Point } from './camera';

export interface Part {
  readonly weight: number;
  readonly mean: Point;
  readonly scale: number;
}

export class Mixture {
  readonly parts: readonly Part[];
  readonly #variances: readonly number[];
  /** log of w_k / (2 pi s_k^2). */
  readonly #heights: readonly number[];
  readonly #brackets: Float64Array;

  /** Weights are divided by their sum. */
  constructor(parts: readonly Part[]) {
    const total = parts.reduce((sum, { weight }) => sum + weight, 0);
    this.parts = parts.map((part) => ({ ...part, weight: part.weight / total }));
    this.#variances = parts.map(({ scale }) => scale * scale);
    this.#heights = this.parts.map(({ weight, scale }) => Math.log(weight / (2 * Math.PI * scale * scale)));
    this.#brackets = new Float64Array(parts.length);
  }

  /** p * N(0, sigma^2 I): every variance grows by sigma^2. */
  smoothed(sigma: number): Mixture {
    return new Mixture(this.parts.map((part) => ({ ...part, scale: Math.hypot(part.scale, sigma) })));
  }

  density(x: number, y: number): number {
    let sum = 0;
    for (let k = 0; k < this.parts.length; k++) sum += Math.exp(this.#bracket(k, x, y));
    return sum;
  }

  /** grad log p, written into `out`: shares of the parts by their logs, the largest taken off, so that none vanish. */
  score(x: number, y: number, out: Float64Array): void {
    let largest = -Infinity;
    for (let k = 0; k < this.parts.length; k++) {
      const bracket = this.#bracket(k, x, y);
      this.#brackets[k] = bracket;
      if (bracket > largest) largest = bracket;
    }
    let [sum, sx, sy] = [0, 0, 0];
    for (let k = 0; k < this.parts.length; k++) {
      const share = Math.exp(this.#brackets[k]! - largest);
      const { mean } = this.parts[k]!;
      sum += share;
      sx += (share * (mean.x - x)) / this.#variances[k]!;
      sy += (share * (mean.y - y)) / this.#variances[k]!;
    }
    out[0] = sx / sum;
    out[1] = sy / sum;
  }

  #bracket(k: number, x: number, y: number): number {
    const { mean } = this.parts[k]!;
    const [dx, dy] = [x - mean.x, y - mean.y];
    return this.#heights[k]! - (dx * dx + dy * dy) / (2 * this.#variances[k]!);
  }
}
