/** A vector field as arrows on a lattice: direction exact, length compressed so that both calm and steep parts read. */

import type { Camera } from '../lib/camera';

/** What drawing needs of a 2-D context: a test can record it. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'globalAlpha'
>;

/** |score| (1/unit) that is drawn at 76 % of the longest arrow: tanh(1). */
const REFERENCE = 3;
const HEAD = 0.34;

/** Draws `score` (side x side x 2, row 0 = lowest y), each arrow centred on its cell. */
export function drawArrows(
  pen: Pen,
  camera: Camera,
  score: Float32Array,
  side: number,
  colour: string,
  width = 1.4,
): void {
  const longest = (0.92 * camera.size) / side;
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.beginPath();
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const index = 2 * (row * side + column);
      const sx = score[index]!;
      const sy = score[index + 1]!;
      const size = Math.hypot(sx, sy);
      if (!(size > 0) || !Number.isFinite(size)) continue;
      const length = longest * Math.tanh(size / REFERENCE);
      const centre = camera.cellCentre(row, column, side);
      // world y points up, pixel y down
      arrow(pen, centre.x, centre.y, (sx / size) * length, (-sy / size) * length);
    }
  }
  pen.stroke();
}

function arrow(pen: Pen, x: number, y: number, dx: number, dy: number): void {
  const tipX = x + dx / 2;
  const tipY = y + dy / 2;
  pen.moveTo(x - dx / 2, y - dy / 2);
  pen.lineTo(tipX, tipY);
  const backX = -dx * HEAD;
  const backY = -dy * HEAD;
  const spread = 0.55;
  pen.moveTo(tipX + backX - backY * spread, tipY + backY + backX * spread);
  pen.lineTo(tipX, tipY);
  pen.lineTo(tipX + backX + backY * spread, tipY + backY - backX * spread);
}
