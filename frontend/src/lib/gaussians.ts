/**
 * A mixture of isotropic Gaussians as columns of numbers, of thousands of parts: what drawings are made of. For two or
 * three of them see mixture.ts.
 */

export interface Gaussians {
  readonly n: number;
  /** They sum to 1. */
  readonly weights: Float64Array;
  /** Means, world units. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Standard deviations, world units. */
  readonly scales: Float64Array;
}

/** From rows of weight, x, y, scale, as the server sends them. */
export function gaussiansOf(rows: Float64Array): Gaussians {
  const n = rows.length / 4;
  const column = (at: number) => Float64Array.from({ length: n }, (_, row) => rows[4 * row + at]!);
  return { n, weights: column(0), x: column(1), y: column(2), scales: column(3) };
}

/** Parts this much fainter than the strongest, nats, add nothing to a double's last digit. */
const FAINT = 40;

/** log p and its gradient at points, by sums over some of the parts; under noise, every variance grows by sigma^2. */
export class Evaluator {
  readonly #logs: Float64Array;
  readonly #precisions: Float64Array;
  readonly #brackets: Float64Array;
  /** The answer of the last question: log p (nats), and its gradient (1/unit). */
  log = -Infinity;
  sx = 0;
  sy = 0;

  constructor(
    private readonly of: Gaussians,
    sigma = 0,
  ) {
    const { n, weights, scales } = of;
    this.#precisions = Float64Array.from(scales, (scale) => 1 / (scale * scale + sigma * sigma));
    this.#logs = Float64Array.from({ length: n }, (_, k) =>
      Math.log((weights[k]! * this.#precisions[k]!) / (2 * Math.PI)),
    );
    this.#brackets = new Float64Array(n);
  }

  at(x: number, y: number): void {
    const { n, x: mx, y: my } = this.of;
    const [logs, precisions, brackets] = [this.#logs, this.#precisions, this.#brackets];
    let largest = -Infinity;
    for (let k = 0; k < n; k++) {
      const dx = x - mx[k]!;
      const dy = y - my[k]!;
      const bracket = logs[k]! - 0.5 * precisions[k]! * (dx * dx + dy * dy);
      brackets[k] = bracket;
      if (bracket > largest) largest = bracket;
    }
    let [sum, sx, sy] = [0, 0, 0];
    for (let k = 0; k < n; k++) {
      const below = brackets[k]! - largest;
      if (below < -FAINT) continue;
      const part = Math.exp(below);
      sum += part;
      sx += part * precisions[k]! * (mx[k]! - x);
      sy += part * precisions[k]! * (my[k]! - y);
    }
    this.log = largest + Math.log(sum);
    this.sx = sx / sum;
    this.sy = sy / sum;
  }
}
