/** Where the modes' labels stand on the pad: beside their modes where there is room, never on one another or off it. */

import { distance } from '../pad/selection';

type Pixel = readonly [x: number, y: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Label {
  /** Which of the modes it names. */
  readonly index: number;
  readonly anchor: Pixel;
  readonly left: number;
  readonly top: number;
  /** Where a line from the mode meets it; null beside its mode. */
  readonly leader: Pixel | null;
}

/** Pixels between a mode and its label, between two labels, and about a mode that no label may hide. */
const BESIDE = 8;
const APART = 2;
const CLEAR = 6;
/** A mode that moved by less since the last time is the same mode. */
const SAME = 48;
/** Directions and distances tried where there is no room beside. */
const DIRECTIONS = 24;
const RING = 8;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Labels of these sizes for the first of the modes at `peaks` on a pad of `edge` pixels, the largest mode with the first
 * choice; no mode is hidden by one, and nothing that is `read`, such as letters, if that can be. What stood before keeps
 * its place relative to its mode while it can, so that nothing jumps while a stroke is moved. A label for which there
 * is no room at all is left out.
 */
export function placeLabels(
  peaks: readonly Pixel[],
  sizes: readonly Size[],
  edge: number,
  before: readonly Label[] = [],
  read: readonly Box[] = [],
): Label[] {
  const placed: (Label & Size)[] = [];
  sizes.forEach((size, index) => {
    const anchor = peaks[index];
    if (!anchor) return;
    const free = (box: Box) => isInside(box, edge) && placed.every((other) => !touch(box, other, APART));
    const others = peaks.filter(([x, y]) => Math.hypot(x - anchor[0], y - anchor[1]) >= CLEAR);
    const hidesNone = (box: Box) =>
      free(box) &&
      read.every((each) => !touch(box, each, 0)) &&
      peaks.every((each) => distanceTo(each, box) >= CLEAR) &&
      // nor may the line to it seem to come from another mode
      others.every((each) => distance(wayTo(box, anchor), each) >= CLEAR);
    const kept = keptPlace(anchor, size, before);
    const near = beside(anchor, size);
    const found =
      (kept && !kept.far && hidesNone(kept.box) ? kept.box : undefined) ??
      near.find(hidesNone) ??
      (kept && hidesNone(kept.box) ? kept.box : undefined) ??
      around(anchor, size, edge).find(hidesNone) ??
      [...near, ...around(anchor, size, edge)].find(free);
    if (!found) return;
    placed.push({ index, anchor, ...found, leader: wayTo(found, anchor)[1] ?? null });
  });
  return placed;
}

/** As the label of this mode stood the last time. */
function keptPlace(anchor: Pixel, size: Size, before: readonly Label[]): { box: Box; far: boolean } | null {
  const gap = (label: Label) => Math.hypot(label.anchor[0] - anchor[0], label.anchor[1] - anchor[1]);
  const last = before.reduce<Label | null>((best, each) => (gap(each) < (best ? gap(best) : SAME) ? each : best), null);
  if (!last) return null;
  const [dx, dy] = [last.left - last.anchor[0], last.top - last.anchor[1]];
  return { box: { left: anchor[0] + dx, top: anchor[1] + dy, ...size }, far: last.leader !== null };
}

/** Right, left, above and below; then at the corners. */
function beside([x, y]: Pixel, { width, height }: Size): Box[] {
  const [right, left] = [x + BESIDE, x - BESIDE - width];
  const [above, below] = [y - BESIDE - height, y + BESIDE];
  const [middle, level] = [x - width / 2, y - height / 2];
  const places: Pixel[] = [
    [right, level],
    [left, level],
    [middle, above],
    [middle, below],
    [right, above],
    [right, below],
    [left, above],
    [left, below],
  ];
  return places.map(([boxLeft, boxTop]) => ({ left: boxLeft, top: boxTop, width, height }));
}

/** Rings about the mode, the nearest first, pushed into the pad. */
function around([x, y]: Pixel, { width, height }: Size, edge: number): Box[] {
  const rings = Math.ceil((Math.SQRT2 * edge) / RING);
  return Array.from({ length: rings * DIRECTIONS }, (_, count) => {
    const radius = RING * (1 + Math.floor(count / DIRECTIONS));
    const angle = (2 * Math.PI * (count % DIRECTIONS)) / DIRECTIONS;
    const [across, down] = [BESIDE + width / 2 + radius, BESIDE + height / 2 + radius];
    return {
      left: within(x + across * Math.cos(angle) - width / 2, edge - width),
      top: within(y + down * Math.sin(angle) - height / 2, edge - height),
      width,
      height,
    };
  });
}

function isInside({ left, top, width, height }: Box, edge: number): boolean {
  return left >= 0 && top >= 0 && left + width <= edge && top + height <= edge;
}

/** Whether two boxes come nearer than `apart`. */
export function touch(a: Box, b: Box, apart: number): boolean {
  return (
    a.left < b.left + b.width + apart &&
    b.left < a.left + a.width + apart &&
    a.top < b.top + b.height + apart &&
    b.top < a.top + a.height + apart
  );
}

/** The mode, and the end of the line from it to its label where that is not beside it. */
function wayTo(box: Box, anchor: Pixel): Pixel[] {
  return distanceTo(anchor, box) > 2 * BESIDE ? [anchor, nearest(anchor, box)] : [anchor];
}

function nearest([x, y]: Pixel, { left, top, width, height }: Box): Pixel {
  return [left + within(x - left, width), top + within(y - top, height)];
}

/** From 0 to `most`. */
function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function distanceTo(point: Pixel, box: Box): number {
  const [x, y] = nearest(point, box);
  return Math.hypot(x - point[0], y - point[1]);
}
