/** The symmetry helper: every stroke is drawn again in the mirror, or turned about the middle of the box. */

import type { Stroke } from '../protocol/generated';
import { isInside, partsInside } from './box';
import { quantise, type Point } from './point';
import { samplesOf, shaped, type Sample } from './pressure';

export type SymmetryKind = 'none' | 'left-right' | 'up-down' | 'both' | 'turn';

export interface Symmetry {
  readonly kind: SymmetryKind;
  /** How often a turned stroke stands in the full circle. */
  readonly folds: number;
}

export const NO_SYMMETRY: Symmetry = { kind: 'none', folds: 4 };
export const FOLDS = { min: 2, max: 12 };

type Map = (point: Point) => Point;

/** The maps that make the copies; the first is the stroke itself. */
export function maps({ kind, folds }: Symmetry): Map[] {
  const same: Map = (point) => point;
  const flip: Map = ([x, y]) => [-x, y];
  const drop: Map = ([x, y]) => [x, -y];
  switch (kind) {
    case 'none':
      return [same];
    case 'left-right':
      return [same, flip];
    case 'up-down':
      return [same, drop];
    case 'both':
      return [same, flip, drop, (point) => flip(drop(point))];
    case 'turn':
      return Array.from({ length: folds }, (_, index) => (index === 0 ? same : turn((2 * Math.PI * index) / folds)));
    default:
      return kind satisfies never;
  }
}

function turn(angle: number): Map {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => [cos * x - sin * y, sin * x + cos * y];
}

/** The strokes with all their copies, cut at the box's edge; a stroke that is its own mirror image stands once. */
export function symmetric(strokes: readonly Stroke[], symmetry: Symmetry): Stroke[] {
  const copies = maps(symmetry).flatMap((map, index) =>
    strokes.flatMap((stroke) => copied(stroke, map, index)).flatMap(inTheBox),
  );
  const seen = new Set<string>();
  return copies.filter((stroke) => {
    const samples = samplesOf(stroke);
    const key = `${stroke.width} ${samples.join(' ')}`;
    const back = `${stroke.width} ${samples.reverse().join(' ')}`;
    if (seen.has(key) || seen.has(back)) return false;
    seen.add(key);
    return true;
  });
}

function copied(stroke: Stroke, map: Map, index: number): Stroke {
  if (index === 0) return stroke;
  const points = stroke.points.map((point): [number, number] => {
    const [x, y] = map(point);
    // no minus zero: a mirror image on the axis is the stroke itself
    return [quantise(x) + 0, quantise(y) + 0];
  });
  return { ...stroke, points, ...(stroke.group ? { group: stroke.group + index } : {}) };
}

/** The parts of a stroke that lie in the box. */
function inTheBox(stroke: Stroke): Stroke[] {
  if (stroke.points.every((point) => isInside(point))) return [stroke];
  return partsInside(samplesOf(stroke)).map((samples) => ({ ...stroke, ...shaped(samples.map(settled)) }));
}

function settled([x, y, ...pressure]: Sample): Sample {
  return [quantise(x), quantise(y), ...pressure];
}
