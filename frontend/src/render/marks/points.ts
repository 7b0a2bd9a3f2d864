/** Points that stand still, as small crosses. */

import { drawCrosses } from '../lines';
import { Mark, type Sheet } from '../mark';

export interface Points {
  /** int16 pairs over the box. */
  readonly x: Int16Array;
}

export interface PointLook {
  readonly colour: string;
}

export class PointMark extends Mark<Points, PointLook> {
  protected override paint({ x }: Points, { colour }: PointLook, { pen, camera, width }: Sheet): void {
    pen.globalAlpha = 1;
    pen.fillStyle = colour;
    drawCrosses(pen, camera, x, width(2.5), width(1));
  }
}
