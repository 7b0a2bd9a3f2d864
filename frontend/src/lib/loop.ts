/** A way that a hand drew around something, as a polygon with few corners that does not cross itself. */

import type { Point } from './camera';

/** World units that a corner may lie beside the way it stands for. */
const BESIDE = 0.01;
const MOST_CORNERS = 120;
/** World units²: less is a slip of the hand. */
const LEAST_AREA = 1e-3;

/**
 * The largest loop of the way, whose ends need not meet exactly: a hand crosses its own beginning. Null where there is
 * no area, or where the loop crosses itself too.
 */
export function loopOf(way: readonly Point[]): readonly Point[] | null {
  const corners = simplified(way);
  const loops = [corners, ...crossings(corners).map(([from, to, at]) => [at, ...corners.slice(from + 1, to + 1)])];
  const sound = loops.filter((loop) => loop.length >= 3 && crossings([...loop, loop[0]!]).length === 0);
  const best = sound.toSorted((one, other) => Math.abs(areaOf(other)) - Math.abs(areaOf(one)))[0];
  return best && Math.abs(areaOf(best)) >= LEAST_AREA ? best : null;
}

/** World units², positive where the corners go counter-clockwise. */
export function areaOf(corners: readonly Point[]): number {
  return corners.reduce((sum, { x, y }, at) => {
    const next = corners[(at + 1) % corners.length]!;
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);
}

/** Corners that lie within `BESIDE` of the way. Source: Douglas & Peucker 1973. */
function simplified(way: readonly Point[]): readonly Point[] {
  let beside = BESIDE;
  let kept = thinned(way, beside);
  while (kept.length > MOST_CORNERS) kept = thinned(way, (beside *= 1.6));
  return kept;
}

function thinned(way: readonly Point[], beside: number): readonly Point[] {
  const [first] = way;
  const last = way.at(-1);
  if (!first || !last || way.length < 3) return way;
  const gaps = way.map((point) => gapTo(point, first, last));
  const worst = gaps.indexOf(Math.max(...gaps));
  if ((gaps[worst] ?? 0) <= beside) return [first, last];
  return [...thinned(way.slice(0, worst + 1), beside), ...thinned(way.slice(worst), beside).slice(1)];
}

function gapTo({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}

/** Where pieces of an open way that are no neighbours cross: the pieces' numbers and the point. */
function crossings(way: readonly Point[]): (readonly [from: number, to: number, at: Point])[] {
  const found: (readonly [number, number, Point])[] = [];
  const closed = same(way[0], way.at(-1));
  for (let i = 0; i + 1 < way.length; i++)
    for (let j = i + 2; j + 1 < way.length; j++) {
      if (closed && i === 0 && j + 2 === way.length) continue;
      const at = crossing(way[i]!, way[i + 1]!, way[j]!, way[j + 1]!);
      if (at) found.push([i, j, at]);
    }
  return found;
}

function crossing(a: Point, b: Point, c: Point, d: Point): Point | null {
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const turn = rx * sy - ry * sx;
  if (turn === 0) return null;
  const t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / turn;
  const u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { x: a.x + t * rx, y: a.y + t * ry } : null;
}

function same(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && b !== undefined && a.x === b.x && a.y === b.y;
}
