/** A square map over the box. */

import type { Grid } from '../grid';
import { Picture, type MapLook } from '../ground';
import { Mark, type Sheet } from '../mark';

export class MapMark extends Mark<Grid, MapLook> {
  readonly #picture = new Picture();
  /** What the picture was painted from: a camera that moves paints no pixel of it again. */
  #painted: readonly [Grid, MapLook] | null = null;

  protected override paint(grid: Grid, look: MapLook, { pen, camera }: Sheet): void {
    const [frame, dress] = this.#painted ?? [];
    if (frame !== grid || dress !== look) {
      this.#picture.paint({ ...look, values: grid.values, side: grid.side });
      this.#painted = [grid, look];
    }
    const { left, top, edge } = camera.box;
    pen.globalAlpha = look.strength;
    pen.drawImage(this.#picture.canvas, left, top, edge, edge);
    pen.globalAlpha = 1;
  }
}
