/** From a movement of the pointer to the strokes that the tool in hand makes of it. */

import type { Stroke } from '../protocol/generated';
import { WIDTH, type Brush } from './brush';
import { quantise, type Point } from './point';
import { distanceOf, hardest, measured, type Sample } from './pressure';
import { thinned } from './target';

/** A run of ink in a row of letters, in units of the text's height, the text's middle at (0, 0), y upward. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

/** A text as rows of runs. */
export interface Letters {
  readonly text: string;
  readonly runs: readonly Run[];
  /** Distance of the rows, in units of the text's height. */
  readonly pitch: number;
}

/** Heights of a text per brush size, and the share of a row's distance that is its width. */
const TEXT_HEIGHT = 6;
const ROW_WIDTH = 0.6;
/** A stem of bold letters is so wide, in units of the text's height: a stem weighs what one stroke would. */
const STEM = 0.14;
/** Directions to which a constrained line snaps. */
const SNAP = Math.PI / 4;
const WIDEST_GAUSSIAN = 2;

export function strokesOf(
  brush: Brush,
  path: readonly Sample[],
  letters: Letters | null,
  group: number,
  snapped = false,
): Stroke[] {
  const [first, last] = [path[0], path.at(-1)];
  if (!first || !last) return [];
  switch (brush.tool) {
    case 'select':
      return [];
    case 'brush':
    case 'eraser':
      return [stroke(brush, freehand(path, brush))];
    case 'soft':
      return [{ ...stroke(brush, freehand(path, brush)), softness: brush.softness }];
    case 'line':
      return [stroke(brush, thinned([place(first), snapped ? snap(first, last) : place(last)], 0.01))];
    case 'curve':
      return [stroke(brush, closed(freehand(path, brush)))];
    case 'gaussian':
      return [{ ...stroke(brush, thinned([place(first)], 0)), width: gaussianWidth(brush, first, last) }];
    case 'text':
      return letters ? lettering(brush, letters, last, group) : [];
    default:
      return brush.tool satisfies never;
  }
}

function stroke({ tool, width, weight }: Brush, samples: readonly Sample[]): Stroke {
  return { ...measured(samples), width, weight, erase: tool === 'eraser' };
}

/** A hand that shakes while it dots stays within a quarter of the brush, and means a dab. */
function freehand(path: readonly Sample[], { width }: Brush): readonly Sample[] {
  const [first, ...others] = path;
  if (first && others.every((sample) => distanceOf(sample, first) <= width / 4))
    return thinned([hardest(first, others)], 0);
  return thinned(path, Math.max(0.01, width / 8));
}

function closed(samples: readonly Sample[]): readonly Sample[] {
  const [first] = samples;
  return first && samples.length > 2 ? [...samples, first] : samples;
}

/** Without its pressure: for tools whose width is not the hand's. */
function place([x, y]: Sample): Point {
  return [x, y];
}

function snap(from: Sample, to: Sample): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const angle = Math.round(Math.atan2(dy, dx) / SNAP) * SNAP;
  const length = dx * Math.cos(angle) + dy * Math.sin(angle);
  return [from[0] + length * Math.cos(angle), from[1] + length * Math.sin(angle)];
}

/** A drag says the standard deviation; a click takes the brush's. */
function gaussianWidth({ width }: Brush, from: Sample, to: Sample): number {
  const dragged = distanceOf(from, to);
  return dragged < WIDTH.min ? width : Math.min(WIDEST_GAUSSIAN, quantise(dragged));
}

export function textHeight({ width }: Pick<Brush, 'width'>): number {
  return TEXT_HEIGHT * width;
}

function lettering(brush: Brush, { runs, pitch }: Letters, [x, y]: Sample, group: number): Stroke[] {
  const height = textHeight(brush);
  const width = Math.max(0.005, quantise(ROW_WIDTH * pitch * height));
  const weight = Number(((brush.weight * pitch) / STEM).toPrecision(4));
  return runs.map((run) => ({
    points: [
      [quantise(x + height * run.from), quantise(y + height * run.y)],
      [quantise(x + height * run.to), quantise(y + height * run.y)],
    ],
    width,
    weight,
    erase: false,
    group,
  }));
}
