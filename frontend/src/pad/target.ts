/** Targets as the page edits them: a preset, a mixture, a drawing or one made of such; and what a stroke is made of. */

import type { Component, DrawingTarget, Stroke, TargetSpec } from '../protocol/generated';
import { isComposed } from './composed';
import { isShares, laysMass, type Mark } from './marks';
import { quantise, type Point } from './point';
import { distanceOf, hardest, type Sample } from './pressure';

export type Target = TargetSpec;

export const BLANK: DrawingTarget = { kind: 'drawing', strokes: [] };

/** Mass, in the brush's units, that a preset or an import has in a drawing: as much as a line 5 units long. */
export const CLOUD_MASS = 5;

/** Mixtures of at most so many components come apart into Gaussians that can be moved singly. */
const MOST_DABS = 64;

export function isBlank(target: Target): boolean {
  return target.kind === 'drawing' && !target.strokes.some(laysMass);
}

/**
 * The marks that a target is as a drawing: its own, one Gaussian each for a small mixture whose components are known,
 * else one cloud that is exactly it. A composition has none: it is taken apart first.
 */
export function marksOf(target: Target, components: readonly Component[] | null): readonly Mark[] {
  if (target.kind === 'drawing') return target.strokes;
  if (isComposed(target)) return [];
  const parts = components ?? (target.kind === 'mixture' ? target.components : null);
  return (parts && dabsOf(parts)) ?? [{ source: target, mass: CLOUD_MASS, shift: [0, 0] }];
}

/**
 * The strokes that are this mixture: a dab of width s and weight w/s is one Gaussian of scale s and mass w.
 * Null where there are too many, or a component's scale or place is not one a brush can have.
 */
export function dabsOf(components: readonly Component[]): Stroke[] | null {
  const drawable = ({ scale, mean }: Component) =>
    scale >= 0.005 && scale <= 2 && Math.abs(mean[0]) <= 4 && Math.abs(mean[1]) <= 4;
  if (components.length > MOST_DABS || !components.every(drawable)) return null;
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  return components.map(({ weight, mean, scale }) => ({
    points: [[quantise(mean[0]), quantise(mean[1])]],
    width: digits(scale),
    weight: digits((CLOUD_MASS * weight) / total / scale),
    erase: false,
  }));
}

/** Six digits: no more than a mixture travels with. */
export function digits(value: number): number {
  return Number(value.toPrecision(6));
}

/** The target with the mode at a point given this share of the mass; further shares in a row are one mark. */
export function withShare(marks: readonly Mark[], at: Point, share: number): DrawingTarget {
  const typed = { at: [at[0], at[1]] as [number, number], share };
  const last = marks.at(-1);
  if (last && isShares(last)) return drawing([...marks.slice(0, -1), { shares: [...last.shares, typed] }]);
  return drawing([...marks, { shares: [typed] }]);
}

export function drawing(strokes: readonly Mark[]): DrawingTarget {
  return { kind: 'drawing', strokes: [...strokes] };
}

/**
 * The path with points closer together than `spacing` left out; the first and the last stay. Where a pen rested, the
 * hardest it was pressed stays too.
 */
export function thinned(path: readonly Sample[], spacing: number): Sample[] {
  const kept: Sample[] = [];
  path.forEach((sample, index) => {
    const last = kept.at(-1);
    if (!last || index === path.length - 1 || distanceOf(sample, last) >= spacing) kept.push(quantised(sample));
    else kept[kept.length - 1] = hardest(last, [sample]);
  });
  return kept;
}

function quantised([x, y, ...pressure]: Sample): Sample {
  return [quantise(x), quantise(y), ...pressure];
}

/** Whether a stored or linked value has the shape of a target; its numbers are the server's to judge. */
export function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'preset') return 'name' in value && typeof value.name === 'string';
  if (value.kind === 'mixture') return 'components' in value && Array.isArray(value.components);
  if (value.kind === 'product' || value.kind === 'union' || value.kind === 'negation')
    return 'of' in value && Array.isArray(value.of) && value.of.length > 0 && value.of.every(isTarget);
  return value.kind === 'drawing' && 'strokes' in value && Array.isArray(value.strokes);
}
