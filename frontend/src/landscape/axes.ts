/** Where the axes of the landscape stand and what is written on them, by where the camera is. */

import { HALF_WIDTH } from '../lib/camera';
import { formatNumber } from '../lib/format';
import { sceneOf, SPAN, type Spot } from './geometry';
import type { Relief } from './relief';

export interface Label {
  readonly at: Spot;
  readonly text: string;
  /** Titles are written stronger than ticks. */
  readonly title: boolean;
}

const TICKS = [-4, -2, 0, 2, 4];
/** How far beyond the box ticks and titles are written, world units. */
const TICK_GAP = 0.45;
const TITLE_GAP = 1.25;

/**
 * Labels of the two edges that are nearest to a camera at (x, z) of the scene, and of the upright at the left of it.
 * The scene's z is minus the world's y.
 */
export function labelsOf(relief: Relief, camera: { readonly x: number; readonly z: number }): Label[] {
  const near = camera.z >= 0 ? 1 : -1;
  const right = camera.x >= 0 ? 1 : -1;
  const south = near * HALF_WIDTH;
  const east = right * HALF_WIDTH;
  const flat = TICKS.flatMap((tick): Label[] => [
    { at: [tick, 0, south + near * TICK_GAP], text: formatNumber(tick), title: false },
    { at: [east + right * TICK_GAP, 0, -tick], text: formatNumber(tick), title: false },
  ]);
  const titles: Label[] = [
    { at: [0, 0, south + near * TITLE_GAP], text: 'x (world units)', title: true },
    { at: [east + right * TITLE_GAP, 0, 0], text: 'y (world units)', title: true },
  ];
  return [...flat, ...titles, ...upright(relief, leftCorner(camera))];
}

/** Of the box's corners the one that a camera at (x, z), looking at the middle, has furthest to its left. */
export function leftCorner({ x, z }: { readonly x: number; readonly z: number }): readonly [x: number, z: number] {
  // the camera's right is (z, -x) turned from its line of sight (-x, -z)
  const corners = [-1, 1].flatMap((sx) => [-1, 1].map((sz) => [sx * HALF_WIDTH, sz * HALF_WIDTH] as const));
  const rightness = ([cx, cz]: readonly [number, number]) => cx * z - cz * x;
  return corners.reduce((best, corner) => (rightness(corner) < rightness(best) ? corner : best));
}

function upright(relief: Relief, [x, z]: readonly [number, number]): Label[] {
  const out = (value: number) => value + Math.sign(value) * 0.25;
  const step = relief.reach > 12 ? 5 : relief.reach > 5 ? 2 : 1;
  const ticks: Label[] = [];
  // not at the very foot, where the plane's own ticks are
  for (let value = Math.ceil((relief.floor + 0.1 * relief.reach) / step) * step; ; value += step) {
    const height = value - relief.floor;
    if (height > relief.reach) break;
    const [, up] = sceneOf(relief, 0, 0, height);
    ticks.push({ at: [out(x), up, out(z)], text: formatNumber(value), title: false });
  }
  return [...ticks, { at: [out(x), SPAN + 0.35, out(z)], text: '−log p (nats)', title: true }];
}
