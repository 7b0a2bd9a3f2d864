/** One step as sub-steps that can be told: what is drawn in each, what stands in the formula, and a line with numbers. */

import type { Point } from '../lib/camera';

/** Whose colour: the panel's own, chance's, the exact target's, or that of all together. */
export type Ink = 'own' | 'noise' | 'exact' | 'sum';
export type Pair = readonly [number, number];

export interface Arrow {
  readonly name: string;
  /** From its tail over the corners of its way to its head. */
  readonly way: readonly Point[];
  readonly ink: Ink;
  /** The sub-step in which it appears. */
  readonly since: number;
  readonly dashed?: boolean;
}

export interface Dot {
  readonly name: string;
  readonly at: Point;
  readonly look: 'particle' | 'ring' | 'point' | 'cross';
  readonly since: number;
}

/** A summand of the formula, or its result. */
export interface Term {
  readonly name: string;
  readonly sign: '' | '+' | '=';
  readonly tex: string;
  readonly value: Pair | null;
  readonly ink: Ink | null;
  readonly since: number;
}

export interface Beat {
  readonly name: string;
  /** A formula with the numbers of now, in TeX; empty for none. */
  readonly tex: string;
  readonly words: string;
}

export interface Story {
  readonly title: string;
  readonly beats: readonly Beat[];
  readonly arrows: readonly Arrow[];
  readonly dots: readonly Dot[];
  readonly terms: readonly Term[];
  /** Decimals of the terms. */
  readonly decimals: number;
  /** A sentence where something is not known; empty where all is. */
  readonly note: string;
}

export function pointOf([x, y]: Pair): Point {
  return { x, y };
}

export function plus(a: Point, [x, y]: Pair): Point {
  return { x: a.x + x, y: a.y + y };
}

/** A number in TeX, with three digits that count and no power of ten that could be read off. */
export function texNumber(value: number | null): string {
  if (value === null) return '\\text{not finite}';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) {
    const [mantissa, exponent] = value.toExponential(2).split('e');
    return `${mantissa} \\cdot 10^{${Number(exponent)}}`;
  }
  return String(Number(value.toPrecision(3)));
}

export function texPair(pair: Pair | null, decimals: number): string {
  return pair === null ? '\\text{not finite}' : `(${pair.map((each) => each.toFixed(decimals)).join(',\\,')})`;
}

/** Decimals in which the smallest of these vectors still has two digits, so that a sum can be checked by eye. */
export function decimalsFor(pairs: readonly (Pair | null)[]): number {
  const lengths = pairs.flatMap((pair) => (pair ? [Math.hypot(...pair)] : [])).filter((length) => length > 0);
  if (lengths.length === 0) return 2;
  return Math.min(5, Math.max(2, 1 - Math.floor(Math.log10(Math.min(...lengths)))));
}
