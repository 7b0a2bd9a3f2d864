/** Lines along a vector field, evenly spread: derived from arrows. */

import type { Camera } from '../../lib/camera';
import type { Grid } from '../grid';
import { drawStreamlines } from '../lines';
import { Mark, type Sheet } from '../mark';
import { streamlines, type Streamline } from '../streamlines';

export interface StreamlineLook {
  readonly colour: string;
}

/** Its grid holds (x, y) pairs. */
export class StreamlineMark extends Mark<Grid, StreamlineLook> {
  #lines: { readonly field: Float32Array; readonly camera: Camera; readonly found: readonly Streamline[] } | null =
    null;

  protected override paint(field: Grid, { colour }: StreamlineLook, { pen, camera, width }: Sheet): void {
    pen.globalAlpha = 1;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = colour;
    pen.lineWidth = width(1.1);
    drawStreamlines(pen, camera, this.#linesOf(field, camera), width(5));
  }

  #linesOf(field: Grid, camera: Camera): readonly Streamline[] {
    const kept = this.#lines;
    if (kept?.field === field.values && kept.camera === camera) return kept.found;
    const found = streamlines(field, { x: camera.x, y: camera.y, zoom: camera.zoom });
    this.#lines = { field: field.values, camera, found };
    return found;
  }
}
