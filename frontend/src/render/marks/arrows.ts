/** A vector field as arrows. */

import { drawArrows } from '../arrows';
import type { Grid } from '../grid';
import { Mark, type Sheet } from '../mark';

export interface ArrowLook {
  readonly colour: string;
  /** Of the lines, CSS pixels. */
  readonly width: number;
  readonly join: CanvasLineJoin;
  /** The length (in the field's unit) that is drawn at 76 % of the longest arrow; left out, a score's usual one. */
  readonly reference?: number;
}

/** Its grid holds (x, y) pairs. */
export class ArrowMark extends Mark<Grid, ArrowLook> {
  protected override paint({ values, side }: Grid, look: ArrowLook, { pen, camera, width }: Sheet): void {
    pen.globalAlpha = 1;
    pen.lineJoin = look.join;
    drawArrows(pen, camera, values, side, look.colour, width(look.width), look.reference);
  }
}
