/** Marks in pixels, as the paths of an SVG. */

import type { Camera, Point } from '../lib/camera';
import type { MarkInfo } from '../protocol/generated';

type Piece = readonly Point[];

/** Length of an arrow's head, CSS pixels. */
const HEAD = 11;
/** Of a label above what it names, CSS pixels. */
const ABOVE = 9;
/** How much lower one stands that is under it. */
const BELOW = 29;

/** Rows (x, y) in world units as pieces in pixels: a row of NaN ends one and begins the next. */
export function piecesOf(rows: Float32Array, camera: Camera): Piece[] {
  let piece: Point[] = [];
  const pieces = [piece];
  for (let at = 0; at + 1 < rows.length; at += 2) {
    const [x = NaN, y = NaN] = rows.subarray(at, at + 2);
    if (Number.isFinite(x) && Number.isFinite(y)) piece.push(camera.toPixel(x, y));
    else pieces.push((piece = []));
  }
  return pieces.filter((piece) => piece.length > 0);
}

export function pathOf(pieces: readonly Piece[], closed: boolean): string {
  return pieces.map((piece) => `M${piece.map(text).join('L')}${closed ? 'Z' : ''}`).join('');
}

/** Lines of no length, whose round ends are dots: one path for thousands of points. */
export function dotsOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.map((point) => `M${text(point)}h0`).join('')).join('');
}

/** A triangle at the end of each piece, no longer than its last part. */
export function arrowHeads(pieces: readonly Piece[]): string {
  return pieces.map(headOf).join('');
}

function headOf(piece: Piece): string {
  const [before, end] = piece.slice(-2);
  if (!before || !end) return '';
  const [dx, dy] = [end.x - before.x, end.y - before.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return '';
  const size = Math.min(HEAD, length);
  const [ux, uy] = [(dx / length) * size, (dy / length) * size];
  const corner = (side: number) => ({ x: end.x - ux - side * uy * 0.42, y: end.y - uy + side * ux * 0.42 });
  return `M${text(end)}L${text(corner(1))}L${text(corner(-1))}Z`;
}

/**
 * Where the label stands: over the highest of points, or under the lowest of those that push the density down, as both
 * kinds lie together; over the middle of the others.
 */
export function lettered({ shape, role }: Pick<MarkInfo, 'shape' | 'role'>, pieces: readonly Piece[]): Point | null {
  const [first] = pieces;
  const [start] = first ?? [];
  if (!first || !start) return null;
  if (shape === 'points') {
    const side = role === 'negative' ? -1 : 1;
    const end = pieces.flat().reduce((best, each) => (side * (each.y - best.y) < 0 ? each : best), start);
    return { x: end.x, y: end.y - ABOVE + (side < 0 ? BELOW : 0) };
  }
  if (shape === 'polygon') {
    const sum = first.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
    return { x: sum.x / first.length, y: sum.y / first.length };
  }
  const half = Math.floor((first.length - 1) / 2);
  const [from, to] = [first[half] ?? start, first[half + 1] ?? start];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - ABOVE };
}

function text({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
