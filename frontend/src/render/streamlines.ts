/**
 * Streamlines of a field, evenly spread: lines start where no other line is near and end where they would crowd one,
 * leave what is seen, or come to rest. Fourth-order Runge-Kutta in arc length on the field's bilinear interpolation.
 * After Jobard and Lefer 1997, with cells of an occupancy grid for distances.
 */

import { HALF_WIDTH, type Frustum } from '../lib/camera';
import { sampleGrid, type Grid } from './grid';

/** One line: x, y pairs in world units along the field; `turn` is the pair at which it passes its seed. */
export interface Streamline {
  readonly points: Float32Array;
  readonly turn: number;
}

export interface Spread {
  /** Cells along the box's edge in which at most one line may be. */
  readonly cells: number;
  /** Step along a line, in cells. */
  readonly stride: number;
  /** Lines with fewer cells than this are not drawn. */
  readonly shortest: number;
}

const SPREAD: Spread = { cells: 26, stride: 0.35, shortest: 2.5 };
/** Below this speed (1/unit) the field is at rest, and a direction would be noise. */
const REST = 1e-6;
const MOST_STEPS = 400;

export function streamlines(score: Grid, view: Frustum, spread: Spread = SPREAD): Streamline[] {
  const walk = new Walk(score, view, spread);
  const { cells } = spread;
  const lines: Streamline[] = [];
  // from the lattice's coarse points to its fine ones, so that the first lines are long and far apart
  for (let level = 8; level >= 1; level = level >> 1)
    for (let row = level >> 1; row < cells * walk.detail; row += level)
      for (let column = level >> 1; column < cells * walk.detail; column += level) {
        const line = walk.from(column, row);
        if (line) lines.push(line);
      }
  return lines;
}

class Walk {
  /** Cells get finer by powers of two as the view gets closer. */
  readonly detail: number;
  readonly #side: number;
  readonly #cell: number;
  /** The number of the line that is in a cell; 0 = none. */
  readonly #taken: Uint16Array;
  #line = 0;
  readonly #seen: number;
  readonly #step: number;
  readonly #way: Float64Array = new Float64Array(2);

  constructor(
    private readonly score: Grid,
    private readonly view: Frustum,
    private readonly spread: Spread,
  ) {
    this.detail = 2 ** Math.floor(Math.log2(view.zoom) + 1e-9);
    this.#side = spread.cells * this.detail;
    this.#cell = (2 * HALF_WIDTH) / this.#side;
    this.#taken = new Uint16Array(this.#side * this.#side);
    this.#seen = HALF_WIDTH / view.zoom + this.#cell;
    this.#step = spread.stride * this.#cell;
  }

  /** The line through the centre of a cell; null if there is no room for one. */
  from(column: number, row: number): Streamline | null {
    const x = (column + 0.5) * this.#cell - HALF_WIDTH;
    const y = (row + 0.5) * this.#cell - HALF_WIDTH;
    if (!this.#free(x, y) || !this.#visible(x, y)) return null;
    this.#line += 1;
    const onward = this.#follow(x, y, 1);
    const back = this.#follow(x, y, -1);
    const length = (onward.length + back.length) / 2;
    if (length * this.spread.stride < this.spread.shortest) {
      this.#withdraw();
      return null;
    }
    const points = new Float32Array(onward.length + back.length + 2);
    for (let at = 0; at < back.length; at += 2) {
      points[at] = back[back.length - 2 - at]!;
      points[at + 1] = back[back.length - 1 - at]!;
    }
    points.set([x, y], back.length);
    points.set(onward, back.length + 2);
    return { points, turn: back.length / 2 };
  }

  #follow(x: number, y: number, sense: 1 | -1): number[] {
    const found: number[] = [];
    this.#mark(x, y);
    for (let count = 0; count < MOST_STEPS; count++) {
      const step = this.#advance(x, y, sense);
      if (!step) break;
      [x, y] = step;
      if (!this.#visible(x, y) || !this.#mark(x, y)) break;
      found.push(x, y);
    }
    return found;
  }

  /** One Runge-Kutta step of unit speed; null where the field rests or turns back on itself. */
  #advance(x: number, y: number, sense: number): [number, number] | null {
    const h = sense * this.#step;
    const way = this.#way;
    if (!this.#direction(x, y)) return null;
    const [ax, ay] = [way[0]!, way[1]!];
    if (!this.#direction(x + (h / 2) * ax, y + (h / 2) * ay)) return null;
    const [bx, by] = [way[0]!, way[1]!];
    if (!this.#direction(x + (h / 2) * bx, y + (h / 2) * by)) return null;
    const [cx, cy] = [way[0]!, way[1]!];
    if (!this.#direction(x + h * cx, y + h * cy)) return null;
    const [dx, dy] = [way[0]!, way[1]!];
    // beyond a sink the directions of one step contradict each other
    if (ax * dx + ay * dy < 0) return null;
    return [x + (h / 6) * (ax + 2 * bx + 2 * cx + dx), y + (h / 6) * (ay + 2 * by + 2 * cy + dy)];
  }

  #direction(x: number, y: number): boolean {
    const sx = sampleGrid(this.score, x, y, 2, 0);
    const sy = sampleGrid(this.score, x, y, 2, 1);
    const size = Math.hypot(sx, sy);
    if (!(size > REST)) return false;
    this.#way[0] = sx / size;
    this.#way[1] = sy / size;
    return true;
  }

  #visible(x: number, y: number): boolean {
    return (
      Math.abs(x - this.view.x) < this.#seen &&
      Math.abs(y - this.view.y) < this.#seen &&
      Math.abs(x) < HALF_WIDTH &&
      Math.abs(y) < HALF_WIDTH
    );
  }

  #index(x: number, y: number): number {
    return Math.floor((y + HALF_WIDTH) / this.#cell) * this.#side + Math.floor((x + HALF_WIDTH) / this.#cell);
  }

  /** Whether no line is in this cell or in one beside it. */
  #free(x: number, y: number): boolean {
    const at = this.#index(x, y);
    const column = at % this.#side;
    for (const row of [-this.#side, 0, this.#side])
      for (const beside of [column > 0 ? -1 : 0, 0, column < this.#side - 1 ? 1 : 0])
        if (this.#taken[at + row + beside]) return false;
    return true;
  }

  /** Take the cell for the line under way; false if another line has it. */
  #mark(x: number, y: number): boolean {
    const at = this.#index(x, y);
    const holder = this.#taken[at]!;
    if (holder !== 0 && holder !== this.#line) return false;
    this.#taken[at] = this.#line;
    return true;
  }

  #withdraw(): void {
    for (let at = 0; at < this.#taken.length; at++) if (this.#taken[at] === this.#line) this.#taken[at] = 0;
  }
}
