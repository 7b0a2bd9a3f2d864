/** A vector field as arrows on a lattice: direction exact, length compressed so that both calm and steep parts read. */

import { HALF_WIDTH, type Camera } from '../lib/camera';
import { sampleGrid } from './grid';

/** What drawing needs of a 2-D context: a test can record it. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'globalAlpha'
>;

/** |score| (1/unit) that is drawn at 76 % of the longest arrow, tanh(1), where nothing else is said. */
const REFERENCE = 3;
const HEAD = 0.34;

/**
 * Draws `score` (side x side x 2, row 0 = lowest y), each arrow centred on its cell. As the camera comes closer,
 * arrows between the cells join them, interpolated, so that they stay as dense on the screen.
 */
export function drawArrows(
  pen: Pen,
  camera: Camera,
  score: Float32Array,
  side: number,
  colour: string,
  width = 1.4,
  reference = REFERENCE,
): void {
  const detail = 2 ** Math.floor(Math.log2(camera.zoom) + 1e-9);
  const finer = side * detail;
  const longest = (0.92 * camera.box.edge) / finer;
  const [firstRow, lastRow] = seen(camera.y, camera.halfWidth, finer);
  const [firstColumn, lastColumn] = seen(camera.x, camera.halfWidth, finer);
  const grid = { values: score, side };
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.beginPath();
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const centre = camera.cellCentre(row, column, finer);
      const world = camera.toWorld(centre.x, centre.y);
      const exact = detail === 1;
      const index = 2 * (row * side + column);
      const sx = exact ? score[index]! : sampleGrid(grid, world.x, world.y, 2, 0);
      const sy = exact ? score[index + 1]! : sampleGrid(grid, world.x, world.y, 2, 1);
      const size = Math.hypot(sx, sy);
      if (!(size > 0) || !Number.isFinite(size)) continue;
      const length = longest * Math.tanh(size / reference);
      // world y points up, pixel y down
      arrow(pen, centre.x, centre.y, (sx / size) * length, (-sy / size) * length);
    }
  }
  pen.stroke();
}

/** First and last of the box's `side` cells that [centre - reach, centre + reach] touches. */
function seen(centre: number, reach: number, side: number): [number, number] {
  const cell = (2 * HALF_WIDTH) / side;
  const first = Math.floor((centre - reach + HALF_WIDTH) / cell);
  const last = Math.floor((centre + reach + HALF_WIDTH) / cell);
  return [Math.max(0, first), Math.min(side - 1, last)];
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
