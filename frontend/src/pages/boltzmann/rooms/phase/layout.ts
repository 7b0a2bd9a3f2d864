/** Exact curves and measured points over the coupling, as paths and marks of a drawing. */

import { fit, place, type Scale } from '../../../../chart/scale';
import type { Frame } from '../../../../stream/decoder';

export interface Point {
  readonly beta: number;
  readonly value: number;
  /** One standard error; null where it is not known. */
  readonly error: number | null;
}

/** Couplings that the drawing shows. */
export const REACH: Scale = { low: 0.2, high: 0.7, log: false };

export function pointsOf(frame: Frame | null): Point[] {
  if (frame?.shape !== 'curves') return [];
  const [measured, errors] = [frame.curves.get('measured'), frame.curves.get('error')];
  if (!measured) return [];
  return Array.from(measured.x, (beta, at) => {
    const error = errors?.y[at] ?? NaN;
    return { beta, value: measured.y[at] ?? NaN, error: Number.isFinite(error) ? error : null };
  }).filter(({ beta, value }) => isShown(beta) && Number.isFinite(value));
}

/** Corners of an exact curve within the couplings that are shown. */
function cornersOf(frame: Frame | null, name: string): (readonly [number, number])[] {
  const line = frame?.shape === 'curves' ? frame.curves.get(name) : undefined;
  if (!line) return [];
  return Array.from(line.x, (beta, at) => [beta, line.y[at] ?? NaN] as const).filter(
    ([beta, value]) => isShown(beta) && Number.isFinite(value),
  );
}

/** Holds these curves and all points. */
export function scaleOf(frame: Frame | null, exact: readonly string[], points: readonly Point[]): Scale {
  const values = exact.flatMap((name) => cornersOf(frame, name).map(([, value]) => value));
  return fit([...values, ...points.map(({ value }) => value)], false);
}

// the end points are 32-bit numbers: .2 and .7 themselves lie a little beside them
function isShown(beta: number): boolean {
  return beta > REACH.low - 1e-6 && beta < REACH.high + 1e-6;
}

/** As the `d` of a path in a drawing of this size. */
export function pathOf(frame: Frame | null, name: string, y: Scale, width: number, height: number): string {
  return cornersOf(frame, name)
    .map(([beta, value], at) => {
      const [left, top] = [place(REACH, beta) * width, (1 - place(y, value)) * height];
      return `${at === 0 ? 'M' : 'L'}${left.toFixed(1)} ${top.toFixed(1)}`;
    })
    .join('');
}
