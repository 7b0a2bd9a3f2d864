/** From a movement of the pointer to the strokes that the tool in hand makes of it. */

import { HALF_WIDTH, type Stroke } from '../protocol/generated';
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

/** The share of a row's distance that is its width. */
const ROW_WIDTH = 0.6;
/** World units between a text and the edge of the box, at least. */
const EDGE = 0.3;
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

/** As high as is wanted, or as lets a long text stand in the box, world units. */
export function textHeight({ letters: wanted }: Pick<Brush, 'letters'>, letters: Letters | null): number {
  const { across, down } = spanOf(letters?.runs ?? []);
  const room = 2 * (HALF_WIDTH - EDGE);
  return Math.min(wanted, room / (across || 1), room / (down || 1));
}

/** Of a text in units of its height: its width, which lies about its middle, and how far it reaches up and down. */
function spanOf(runs: readonly Run[]) {
  const across = 2 * Math.max(0, ...runs.flatMap(({ from, to }) => [-from, to]));
  const [top, bottom] = [Math.max(0, ...runs.map(({ y }) => y)), Math.min(0, ...runs.map(({ y }) => y))];
  return { across, down: top - bottom, top, bottom };
}

/** The text about a place of the hand, moved as far as it must be to stand in the box. */
function lettering(brush: Brush, letters: Letters, hand: Sample, group: number): Stroke[] {
  const { runs, pitch } = letters;
  const height = textHeight(brush, letters);
  const { across, top, bottom } = spanOf(runs);
  const [side, edge] = [(across * height) / 2, HALF_WIDTH - EDGE];
  const x = Math.min(edge - side, Math.max(side - edge, hand[0]));
  const y = Math.min(edge - top * height, Math.max(-edge - bottom * height, hand[1]));
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
