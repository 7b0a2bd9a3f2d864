/** Contours, streamlines and data points on a panel, in pixels of its camera. */

import { HALF_WIDTH, type Camera } from '../lib/camera';
import { OFF, STEPS } from '../lib/int16';
import type { Streamline } from './streamlines';

type Pen = Pick<CanvasRenderingContext2D, 'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'fillRect'>;

/** Segments as `contour` gives them. */
export function drawSegments(pen: Pen, camera: Camera, segments: Float32Array): void {
  pen.beginPath();
  const { left, top, edge } = camera.box;
  const scale = edge / (2 * HALF_WIDTH);
  for (let at = 0; at < segments.length; at += 4) {
    pen.moveTo(left + (segments[at]! + HALF_WIDTH) * scale, top + (HALF_WIDTH - segments[at + 1]!) * scale);
    pen.lineTo(left + (segments[at + 2]! + HALF_WIDTH) * scale, top + (HALF_WIDTH - segments[at + 3]!) * scale);
  }
  pen.stroke();
}

/** Lines with a small head where they pass their seeds, so that the way along them shows. `head` in pixels. */
export function drawStreamlines(pen: Pen, camera: Camera, lines: readonly Streamline[], head: number): void {
  pen.beginPath();
  for (const { points, turn } of lines) {
    for (let at = 0; at < points.length; at += 2) {
      const { x, y } = camera.toPixel(points[at]!, points[at + 1]!);
      if (at === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    const middle = Math.min(points.length / 2 - 2, Math.max(0, turn));
    const from = camera.toPixel(points[2 * middle]!, points[2 * middle + 1]!);
    const to = camera.toPixel(points[2 * middle + 2]!, points[2 * middle + 3]!);
    drawHead(pen, to.x, to.y, Math.atan2(to.y - from.y, to.x - from.x), head);
  }
  pen.stroke();
}

function drawHead(pen: Pen, x: number, y: number, angle: number, length: number): void {
  for (const spread of [2.6, -2.6]) {
    pen.moveTo(x + length * Math.cos(angle + spread), y + length * Math.sin(angle + spread));
    pen.lineTo(x, y);
  }
}

/** Data points (int16 pairs over the box) as small crosses, which nothing else in a panel is. */
export function drawCrosses(pen: Pen, camera: Camera, points: Int16Array, arm: number, thickness: number): void {
  const { left, top, edge } = camera.box;
  for (let at = 0; at + 1 < points.length; at += 2) {
    if (points[at] === OFF) continue;
    const x = left + (edge / 2) * (1 + points[at]! / STEPS);
    const y = top + (edge / 2) * (1 - points[at + 1]! / STEPS);
    if (x < -arm || y < -arm || x > camera.size + arm || y > camera.size + arm) continue;
    pen.fillRect(x - arm, y - thickness / 2, 2 * arm, thickness);
    pen.fillRect(x - thickness / 2, y - arm, thickness, 2 * arm);
  }
}
