/** Targets as the page edits them: a preset, a mixture or strokes; and what a stroke is made of. */

import type { Component, DrawingTarget, MixtureTarget, PresetTarget, Stroke } from '../protocol/generated';

export type Target = PresetTarget | MixtureTarget | DrawingTarget;
export type Point = readonly [x: number, y: number];

export const BLANK: Target = { kind: 'drawing', strokes: [] };

/** Pointer positions are kept to a thousandth of a world unit, so that a link carries them exactly. */
const DECIMALS = 1000;

/** Total mass, in the brush's units, that a preset gets when strokes are added to it: as much as a line 5 units long. */
const PRESET_MASS = 5;

export function quantise(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

export function isBlank(target: Target): boolean {
  return target.kind === 'drawing' && !target.strokes.some((stroke) => !stroke.erase);
}

/**
 * The strokes that are exactly this mixture: a dab of width s and weight w/s is one Gaussian of scale s and mass w.
 * Null where a component's scale is not one a brush can have.
 */
export function strokesOf(components: readonly Component[]): Stroke[] | null {
  if (components.length > 2000 || components.some(({ scale }) => scale < 0.005 || scale > 2)) return null;
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  return components.map(({ weight, mean, scale }) => ({
    points: [[mean[0], mean[1]]],
    width: scale,
    weight: (PRESET_MASS * weight) / total / scale,
    erase: false,
  }));
}

/** The path with points closer together than `spacing` left out; the first and the last stay. */
export function thinned(path: readonly Point[], spacing: number): [number, number][] {
  const kept: [number, number][] = [];
  path.forEach(([x, y], index) => {
    const last = kept.at(-1);
    const far = !last || Math.hypot(x - last[0], y - last[1]) >= spacing;
    if (far || index === path.length - 1) kept.push([quantise(x), quantise(y)]);
  });
  return kept;
}

/** Whether a stored or linked value has the shape of a target; its numbers are the server's to judge. */
export function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'preset') return 'name' in value && typeof value.name === 'string';
  if (value.kind === 'mixture') return 'components' in value && Array.isArray(value.components);
  return value.kind === 'drawing' && 'strokes' in value && Array.isArray(value.strokes);
}
