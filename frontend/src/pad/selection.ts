/** Which marks a point of the pad means, and those marks moved or weighed otherwise. */

import { HALF_WIDTH, type Cloud, type Component, type Stroke } from '../protocol/generated';
import { within, type Range } from './brush';
import { isCloud, isStroke, laysMass, type Mark } from './marks';
import { quantise, type Point } from './point';
import { digits, type Target } from './target';

/** The Gaussians of a cloud's preset, where the page knows them. */
export type ComponentsOf = (cloud: Cloud) => readonly Component[];

/** A stroke is hit within its width, or so far from it if it is thinner. */
const REACH = 0.15;
/** A component of a cloud is hit within so many standard deviations. */
const CLOUD_REACH = 2;
const WEIGHTS: Range = { min: 1e-4, max: 1000, start: 1 };
const MASSES: Range = { min: 1e-3, max: 1e6, start: 5 };

/** The indices of the topmost mark at a point, with all of its group; empty if there is none. */
export function marksAt(marks: readonly Mark[], point: Point, componentsOf: ComponentsOf): number[] {
  const strokes = indices(marks, (mark) => isStroke(mark) && !mark.erase && hits(mark, point));
  const clouds = indices(marks, (mark) => isCloud(mark) && hitsCloud(mark, point, componentsOf(mark)));
  const top = strokes.at(-1) ?? clouds.at(-1);
  if (top === undefined) return [];
  const mark = marks[top];
  const group = mark && isStroke(mark) ? mark.group : 0;
  return group ? indices(marks, (each) => isStroke(each) && each.group === group) : [top];
}

function indices(marks: readonly Mark[], wanted: (mark: Mark) => boolean): number[] {
  return marks.flatMap((mark, index) => (wanted(mark) ? [index] : []));
}

function hits({ points, width = REACH }: Stroke, point: Point): boolean {
  return distance(points, point) <= Math.max(REACH, width);
}

/** From a point to the nearest point of a polyline. */
export function distance(points: readonly Point[], [x, y]: Point): number {
  return points.reduce((nearest, from, index) => {
    const to = points[index + 1] ?? from;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const along = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy || 1);
    const at = Math.min(1, Math.max(0, along));
    return Math.min(nearest, Math.hypot(x - from[0] - at * dx, y - from[1] - at * dy));
  }, Infinity);
}

function hitsCloud({ shift = [0, 0] }: Cloud, [x, y]: Point, components: readonly Component[]): boolean {
  return components.some(
    ({ mean, scale }) =>
      Math.hypot(x - mean[0] - shift[0], y - mean[1] - shift[1]) <= Math.max(REACH, CLOUD_REACH * scale),
  );
}

/** The marks with the selected ones moved by (dx, dy), as far as strokes stay in the box. */
export function moved(marks: readonly Mark[], selected: readonly number[], by: Point): Mark[] {
  const [dx, dy] = allowed(marks, selected, by);
  return changed(marks, selected, (mark) => {
    if (isCloud(mark)) {
      const [x, y] = mark.shift ?? [0, 0];
      return { ...mark, shift: [quantise(x + dx), quantise(y + dy)] };
    }
    return { ...mark, points: mark.points.map(([x, y]): [number, number] => [quantise(x + dx), quantise(y + dy)]) };
  });
}

function allowed(marks: readonly Mark[], selected: readonly number[], by: Point): Point {
  const points = selected.flatMap((index) => {
    const mark = marks[index];
    if (!mark) return [];
    return isStroke(mark) ? mark.points : isCloud(mark) ? [mark.shift ?? ([0, 0] as [number, number])] : [];
  });
  const room = (axis: 0 | 1) => {
    const along = points.map((point) => point[axis]);
    return within({ min: -HALF_WIDTH - Math.min(...along), max: HALF_WIDTH - Math.max(...along), start: 0 }, by[axis]);
  };
  return points.length > 0 ? [room(0), room(1)] : by;
}

/** Mass per unit length of a stroke, or the mass of a cloud; of the first that is selected. */
export function weightOf(marks: readonly Mark[], selected: readonly number[]): number | null {
  const mark = marks[selected[0] ?? -1];
  if (!mark || !laysMass(mark)) return null;
  return (isCloud(mark) ? mark.mass : mark.weight) ?? null;
}

/** The first gets the weight, the others of its group keep their proportion to it. */
export function reweighed(marks: readonly Mark[], selected: readonly number[], weight: number): Mark[] {
  const ratio = weight / (weightOf(marks, selected) ?? weight);
  return changed(marks, selected, (mark) =>
    isCloud(mark)
      ? { ...mark, mass: digits(within(MASSES, ratio * (mark.mass ?? MASSES.start))) }
      : { ...mark, weight: digits(within(WEIGHTS, ratio * (mark.weight ?? WEIGHTS.start))) },
  );
}

export function without(marks: readonly Mark[], selected: readonly number[]): Mark[] {
  return marks.filter((_, index) => !selected.includes(index));
}

function changed(
  marks: readonly Mark[],
  selected: readonly number[],
  change: (mark: Stroke | Cloud) => Stroke | Cloud,
): Mark[] {
  return marks.map((mark, index) =>
    selected.includes(index) && (isStroke(mark) || isCloud(mark)) ? change(mark) : mark,
  );
}

/** Whether a target has as many marks of the same kinds, so that what is selected is still what was meant. */
export function sameMarks(marks: readonly Mark[], target: Target): boolean {
  return (
    target.kind === 'drawing' &&
    target.strokes.length === marks.length &&
    target.strokes.every((mark, index) => isCloud(mark) === isCloud(marks[index] ?? mark))
  );
}
