/** Lines that enclose given shares of a density's mass: derived from a map. */

import { contour, massLevels } from '../contours';
import type { Grid } from '../grid';
import { drawSegments } from '../lines';
import { Mark, type Sheet } from '../mark';

export interface ContourLook {
  readonly colour: string;
  readonly dashed: boolean;
}

/** By the density (any scale): a view that moves, or another panel, finds the same lines. */
const LINES = new WeakMap<Float32Array, readonly Float32Array[]>();

export class ContourMark extends Mark<Grid, ContourLook> {
  protected override paint(grid: Grid, { colour, dashed }: ContourLook, { pen, camera, width }: Sheet): void {
    const line = width(1.25);
    pen.globalAlpha = 1;
    pen.lineCap = 'round';
    pen.strokeStyle = colour;
    pen.lineWidth = line;
    pen.setLineDash(dashed ? [4 * line, 3 * line] : []);
    for (const segments of linesOf(grid)) drawSegments(pen, camera, segments);
    pen.setLineDash([]);
  }
}

function linesOf(grid: Grid): readonly Float32Array[] {
  const known = LINES.get(grid.values);
  if (known) return known;
  const found = massLevels(grid.values).map((level) => contour(grid, level));
  LINES.set(grid.values, found);
  return found;
}
