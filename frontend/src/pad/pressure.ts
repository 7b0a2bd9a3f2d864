/**
 * How hard a pen is pressed along its stroke. Width and mass per unit length are r = LIGHTEST + (1 - LIGHTEST) p of the
 * brush's for a pressure p in [0, 1]; a mouse and a finger measure none, and neither does a stroke without pressures.
 */

import { LIGHTEST, type Stroke } from '../protocol/generated';
import type { Point } from './point';

/** A place of the pointer, and the pressure there if it is a pen's. */
export type Sample = readonly [x: number, y: number, pressure?: number];

/** Pressures are kept to a fiftieth, a sixtieth of the width, so that a link carries each in one character. */
export const PRESSURE_STEPS = 50;
/** What a pen says throughout that cannot tell: while it touches, and always. */
const UNMEASURED = [0.5, 0];

export function relativeWidth(pressure: number): number {
  return LIGHTEST + (1 - LIGHTEST) * pressure;
}

/** r at each point of a stroke; 1 without pressures. */
export function relativeWidths({ points, pressures = [] }: Stroke): number[] {
  return points.map((_, index) => relativeWidth(pressures[index] ?? 1));
}

/** Points and pressures as a stroke has them; a pen that measures no pressure has none. */
export function measured(samples: readonly Sample[]): Pick<Stroke, 'points' | 'pressures'> {
  const none = UNMEASURED.some((constant) => samples.every(([, , pressure = constant]) => pressure === constant));
  return shaped(none ? samples.map(([x, y]) => [x, y]) : samples);
}

/** The samples taken apart. */
export function shaped(samples: readonly Sample[]): Pick<Stroke, 'points' | 'pressures'> {
  const points = samples.map(([x, y]): [number, number] => [x, y]);
  if (samples.every(([, , pressure]) => pressure === undefined)) return { points };
  return { points, pressures: samples.map(([, , pressure = 1]) => stepped(pressure)) };
}

export function samplesOf({ points, pressures = [] }: Stroke): Sample[] {
  return points.map(([x, y], index) => {
    const pressure = pressures[index];
    return pressure === undefined ? [x, y] : [x, y, pressure];
  });
}

/** The sample at a share of the way between two. */
export function between([x, y, p]: Sample, [toX, toY, toP]: Sample, share: number): Sample {
  const at = (from: number, to: number) => from + (to - from) * share;
  if (p === undefined || toP === undefined) return [at(x, toX), at(y, toY)];
  return [at(x, toX), at(y, toY), at(p, toP)];
}

/** The same place, pressed as hard as the hardest of them. */
export function hardest(at: Sample, others: readonly Sample[]): Sample {
  const pressures = [at, ...others].flatMap(([, , pressure]) => pressure ?? []);
  return pressures.length > 0 ? [at[0], at[1], Math.max(...pressures)] : at;
}

export function distanceOf([x, y]: Sample, [toX, toY]: Sample | Point): number {
  return Math.hypot(toX - x, toY - y);
}

function stepped(pressure: number): number {
  return Math.round(Math.min(1, Math.max(0, pressure)) * PRESSURE_STEPS) / PRESSURE_STEPS;
}
