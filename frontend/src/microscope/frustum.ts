/** Which part of the plane shows a step as large as there is room for it. */

import { HALF_WIDTH, MOST_ZOOM, type Frustum, type Point } from '../lib/camera';
import type { Story } from './story';

/** Of the room, what a step fills. */
const FILLS = 0.72;
/** Particles of a walk from noise may stand this many boxes away. */
const LEAST_ZOOM = 0.1;

/** The part in which all arrows lie in the upper `free` share (0 to 1) of the picture. */
export function frustumFor({ arrows, dots }: Pick<Story, 'arrows' | 'dots'>, free: number): Frustum | null {
  const points: Point[] = [
    ...arrows.flatMap(({ way }) => way),
    ...dots.filter(({ look }) => look === 'particle' || look === 'ring').map(({ at }) => at),
  ];
  if (points.length === 0) return null;
  const [left, right] = ends(points.map(({ x }) => x));
  const [low, high] = ends(points.map(({ y }) => y));
  const room = Math.min(1, Math.max(0.2, free));
  const half = Math.max((right - left) / 2, (high - low) / 2 / room) / FILLS;
  const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, half > 0 ? HALF_WIDTH / half : MOST_ZOOM));
  // the middle of the free part lies above the middle of the picture
  const down = (1 - room) * (HALF_WIDTH / zoom);
  return { x: (left + right) / 2, y: (low + high) / 2 - down, zoom };
}

function ends(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Part of the way from one look to another, `t` from 0 to 1: evenly in zoom. */
export function between(from: Frustum, to: Frustum, t: number): Frustum {
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  // the point that stands still while both change moves along a line
  const share = from.zoom === to.zoom ? t : (1 / from.zoom - 1 / zoom) / (1 / from.zoom - 1 / to.zoom);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, zoom };
}
