/** Targets made of others: a product (AND), a union (OR) or a negation (NOT), and what each is made of. */

import type { NegationTarget, ProductTarget, TargetSpec, UnionTarget } from '../protocol/generated';

export type Composed = ProductTarget | UnionTarget | NegationTarget;
export type Way = Composed['kind'];

export const WAYS: readonly Way[] = ['product', 'union', 'negation'];
export const WORD = { product: 'AND', union: 'OR', negation: 'NOT' } as const;
/** Of q's largest density, where nothing else is said; the server's. */
export const FLOOR = 0.01;

/** One of those that a composition is made of, with its power or weight; null in a negation. */
export interface Part {
  readonly target: TargetSpec;
  readonly amount: number | null;
}

export function isComposed(target: TargetSpec): target is Composed {
  return (WAYS as readonly string[]).includes(target.kind);
}

export function partsOf(target: Composed): Part[] {
  const amounts = target.kind === 'product' ? target.powers : target.kind === 'union' ? target.weights : null;
  return target.of.map((each, index) => ({
    target: each,
    amount: target.kind === 'negation' ? null : (amounts?.[index] ?? 1),
  }));
}

/** How deep the hole of a negation may be, in words; empty for any other. */
export function depthOf(target: Composed): string {
  if (target.kind !== 'negation') return '';
  return target.odds ? `odds ${target.odds}` : `floor ${target.floor ?? FLOOR}`;
}

/** What is to be composed. */
export interface Wanted {
  readonly way: Way;
  readonly parts: readonly TargetSpec[];
  /** Of a product. */
  readonly powers: readonly number[];
  /** Of a union. */
  readonly weights: readonly number[];
  readonly floor: number;
  /** Of a negation in place of the floor. */
  readonly odds: number | null;
}

export function composedOf({ way, parts, powers, weights, floor, odds }: Wanted): Composed {
  const of = [...parts];
  if (way === 'product') return { kind: way, of, powers: [...powers] };
  if (way === 'union') return { kind: way, of, weights: [...weights] };
  return odds === null ? { kind: way, of, floor } : { kind: way, of, floor, odds };
}

/** A composition whose parts are named as a file may name them, by a preset's name alone, written out. */
export function writtenOut(value: unknown): unknown {
  if (typeof value === 'string') return { kind: 'preset', name: value };
  if (typeof value !== 'object' || value === null || !('of' in value) || !Array.isArray(value.of)) return value;
  return { ...value, of: value.of.map(writtenOut) };
}
