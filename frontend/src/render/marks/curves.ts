/** Curves over one pair of axes, which reach as far as the curves do, or over the plane. */

import type { Camera } from '../../lib/camera';
import { Mark, type Pen, type Sheet } from '../mark';

export interface Line {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export interface Curves {
  readonly curves: ReadonlyMap<string, Line>;
}

export interface CurveLook {
  /** The first curve's; more take turns. */
  readonly colours: readonly string[];
  /** Whether x and y are places, in world units. */
  readonly plane?: boolean;
}

/** Lines over the plane lie on other marks, and where many crowd they add up. */
const LATTICE_ALPHA = 0.75;
/** Room at the edges, of the canvas. */
const MARGIN = 0.06;

export class CurveMark extends Mark<Curves, CurveLook> {
  protected override paint({ curves }: Curves, { colours, plane }: CurveLook, { pen, camera, width }: Sheet): void {
    const lines = [...curves.values()];
    const ways = plane ? overThePlane(camera) : overTheirAxes(lines, camera.size);
    if (!ways) return;
    pen.globalAlpha = plane ? LATTICE_ALPHA : 1;
    pen.lineWidth = width(plane ? 0.8 : 1.5);
    pen.lineJoin = 'round';
    lines.forEach((line, index) => {
      pen.strokeStyle = colours[index % colours.length]!;
      stroke(pen, line, ...ways);
    });
  }
}

/** From x and from y to pixels. */
type Ways = readonly [(at: number) => number, (at: number) => number];

function overThePlane(camera: Camera): Ways {
  return [(at) => camera.toPixel(at, 0).x, (at) => camera.toPixel(0, at).y];
}

/** Null where nothing is finite. */
function overTheirAxes(lines: readonly Line[], size: number): Ways | null {
  const [x, y] = [spanOf(lines.map((line) => line.x)), spanOf(lines.map((line) => line.y))];
  if (!x || !y) return null;
  const place = (share: number) => (MARGIN + share * (1 - 2 * MARGIN)) * size;
  return [(at) => place(shareOf(at, x)), (at) => place(1 - shareOf(at, y))];
}

/** Values that are not finite leave a gap. */
function stroke(pen: Pen, { x, y }: Line, across: (at: number) => number, down: (at: number) => number): void {
  let open = false;
  pen.beginPath();
  for (let at = 0; at < x.length; at++) {
    const known = Number.isFinite(x[at]!) && Number.isFinite(y[at]!);
    if (known && open) pen.lineTo(across(x[at]!), down(y[at]!));
    else if (known) pen.moveTo(across(x[at]!), down(y[at]!));
    open = known;
  }
  pen.stroke();
}

type Span = readonly [number, number];

/** The least and the greatest finite value of all; null where there is none. */
export function spanOf(all: readonly Float32Array[]): Span | null {
  let [low, high] = [Infinity, -Infinity];
  for (const values of all)
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low > high ? null : [low, high];
}

function shareOf(value: number, [low, high]: Span): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}
