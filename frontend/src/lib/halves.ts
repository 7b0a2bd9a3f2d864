/**
 * A mixture in two halves a and b, and what other weights of the two do to it, exactly.
 *
 *   s(x) = r s_a + (1 - r) s_b,   r = 1 / (1 + exp(-L)),   L = log(w_a p_a / w_b p_b)
 *
 * Other weights move L by one number d = log of the odds' change, everywhere alike: the density breathes with it, and
 * the score changes by (r(L + d) - r(L)) (s_a - s_b), which is nothing wherever one half outweighs the other by far.
 */

import { Evaluator, type Gaussians } from './gaussians';

/** Of points: L (nats), the score of b and s_a - s_b = grad L (1/unit). */
export interface Split {
  readonly n: number;
  readonly odds: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  readonly dx: Float64Array;
  readonly dy: Float64Array;
}

/** Points of the data and their weights, which sum to 1. */
export interface Sampled {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Points of the data that a change of the score is judged at. */
const POINTS = 2048;

export class Halves {
  readonly #a: Evaluator;
  readonly #b: Evaluator;
  /** The weight of a. */
  readonly weight: number;

  /** `inA` says of each part in which half it is. */
  constructor(parts: Gaussians, inA: (part: number) => boolean) {
    const [a, b] = [some(parts, inA), some(parts, (part) => !inA(part))];
    this.weight = a.weights.reduce((sum, weight) => sum + weight, 0);
    this.#a = new Evaluator(a);
    this.#b = new Evaluator(b);
  }

  /** At x, y pairs. */
  at(points: Float64Array): Split {
    const n = points.length / 2;
    const [odds, bx, by, dx, dy] = Array.from({ length: 5 }, () => new Float64Array(n)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let at = 0; at < n; at++) {
      const [x, y] = [points[2 * at]!, points[2 * at + 1]!];
      this.#a.at(x, y);
      this.#b.at(x, y);
      odds[at] = this.#a.log - this.#b.log;
      bx[at] = this.#b.sx;
      by[at] = this.#b.sy;
      dx[at] = this.#a.sx - this.#b.sx;
      dy[at] = this.#a.sy - this.#b.sy;
    }
    return { n, odds, bx, by, dx, dy };
  }
}

function some({ n, weights, x, y, scales }: Gaussians, wanted: (part: number) => boolean): Gaussians {
  const kept = Array.from({ length: n }, (_, part) => part).filter(wanted);
  const of = (column: Float64Array) => Float64Array.from(kept, (part) => column[part]!);
  return { n: kept.length, weights: of(weights), x: of(x), y: of(y), scales: of(scales) };
}

export function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** By how much either half's density is multiplied when a's odds change by e^d: [a, b]; the whole still sums to 1. */
function factors(weight: number, d: number): readonly [number, number] {
  const b = 1 / (1 + weight * (Math.exp(d) - 1));
  return [b * Math.exp(d), b];
}

/** Scores with other weights, (x, y) pairs. */
export function scoresWith({ n, odds, bx, by, dx, dy }: Split, d: number): Float32Array {
  const values = new Float32Array(2 * n);
  for (let at = 0; at < n; at++) {
    const r = logistic(odds[at]! + d);
    values[2 * at] = bx[at]! + r * dx[at]!;
    values[2 * at + 1] = by[at]! + r * dy[at]!;
  }
  return values;
}

/** Densities with other weights, from what they are at the same points. */
export function densitiesWith(density: Float32Array, { odds }: Split, weight: number, d: number): Float32Array {
  const [a, b] = factors(weight, d);
  const values = new Float32Array(density.length);
  for (let at = 0; at < density.length; at++) values[at] = density[at]! * (b + (a - b) * logistic(odds[at]!));
  return values;
}

/** log(1 + e^x). */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/**
 * How much the score changes, 1/unit, as the mean over cells of this width: a ridge is thinner than any cell, and L is
 * so nearly a plane in one that the mean of r over it is a difference of softplus.
 */
export function changes({ n, odds, dx, dy }: Split, d: number, width: number): Float32Array {
  const values = new Float32Array(n);
  for (let at = 0; at < n; at++) {
    const half = (width * (Math.abs(dx[at]!) + Math.abs(dy[at]!))) / 2 + 1e-6;
    const [low, high] = [odds[at]! - half, odds[at]! + half];
    const moved = softplus(high + d) - softplus(low + d) - softplus(high) + softplus(low);
    values[at] = (Math.abs(moved) / (2 * half)) * Math.hypot(dx[at]!, dy[at]!);
  }
  return values;
}

/**
 * The change of the score where the data are: root of E|s' - s|^2 over E|s|^2, by points of the data and their weights;
 * a share of one. `rms` is the root of E|s|^2, 1/unit.
 */
export function changeOnData(
  { n, odds, bx, by, dx, dy }: Split,
  weights: Float64Array,
  d: number,
): { readonly share: number; readonly rms: number } {
  let [moved, size] = [0, 0];
  for (let at = 0; at < n; at++) {
    const r = logistic(odds[at]!);
    const shift = logistic(odds[at]! + d) - r;
    moved += weights[at]! * shift * shift * (dx[at]! ** 2 + dy[at]! ** 2);
    size += weights[at]! * ((bx[at]! + r * dx[at]!) ** 2 + (by[at]! + r * dy[at]!) ** 2);
  }
  return { share: Math.sqrt(moved / size), rms: Math.sqrt(size) };
}

/** Points of the data, spread evenly in every part: a Gaussian's by Box and Muller from Roberts's R2 sequence. */
export function sampled({ n, weights, x, y, scales }: Gaussians, count = POINTS): Sampled {
  const each = Math.max(1, Math.floor(count / n));
  const points = new Float64Array(2 * n * each);
  const shares = new Float64Array(n * each);
  for (let at = 0; at < n * each; at++) {
    const k = Math.floor(at / each);
    const u = (0.5 + 0.7548776662466927 * (at + 1)) % 1;
    const v = (0.5 + 0.5698402909980532 * (at + 1)) % 1;
    const radius = scales[k]! * Math.sqrt(-2 * Math.log(1 - u));
    points[2 * at] = x[k]! + radius * Math.cos(2 * Math.PI * v);
    points[2 * at + 1] = y[k]! + radius * Math.sin(2 * Math.PI * v);
    shares[at] = weights[k]! / each;
  }
  return { points, weights: shares };
}
