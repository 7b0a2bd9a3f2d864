/** What a panel has learnt and from what: data points, streamlines, arrows. Repainted only when it changes. */

import type { Camera } from '../lib/camera';
import { drawArrows } from './arrows';
import { layerOf, type Dress, type PenWidth, type Show } from './dress';
import type { Grid } from './grid';
import { drawCrosses, drawStreamlines } from './lines';
import { streamlines, type Streamline } from './streamlines';

/** Another vector field's arrows (1/unit); a length of `reference` is drawn at 76 % of the longest. */
export interface Arrows extends Grid {
  readonly reference?: number;
}

export class Flow {
  readonly canvas = document.createElement('canvas');
  readonly #layer = layerOf(this.canvas);
  #field: Grid | null = null;
  #difference: Arrows | null = null;
  #data: Int16Array | null = null;
  #lines: { readonly field: Grid; readonly camera: Camera; readonly found: readonly Streamline[] } | null = null;

  /** The learnt score (1/unit): (x, y) pairs on a lattice. */
  setField(field: Grid | null): void {
    this.#field = field;
  }

  /** Arrows in the place of the learnt score's; null for its own. */
  setDifference(difference: Arrows | null): void {
    this.#difference = difference;
  }

  /** int16 pairs over the box. */
  setData(points: Int16Array | null): void {
    this.#data = points;
  }

  paint(camera: Camera, dress: Dress, show: Show, penWidth: PenWidth): void {
    const { size } = camera;
    if (this.canvas.width !== size) this.canvas.width = this.canvas.height = size;
    const layer = this.#layer;
    layer.clearRect(0, 0, size, size);
    layer.lineCap = 'round';
    layer.lineJoin = 'round';
    if (show.data && this.#data) {
      layer.fillStyle = dress.data;
      drawCrosses(layer, camera, this.#data, penWidth(2.5), penWidth(1));
    }
    if (!this.#field) return;
    if (show.streamlines) {
      layer.strokeStyle = dress.streamlines;
      layer.lineWidth = penWidth(1.1);
      drawStreamlines(layer, camera, this.#linesOf(this.#field, camera), penWidth(5));
    }
    if (show.arrows) {
      const { values, side, reference }: Arrows = this.#difference ?? this.#field;
      drawArrows(layer, camera, values, side, dress.learnedArrows, penWidth(1.5), reference);
    }
  }

  #linesOf(field: Grid, camera: Camera): readonly Streamline[] {
    const kept = this.#lines;
    if (kept?.field === field && kept.camera === camera) return kept.found;
    const found = streamlines(field, { x: camera.x, y: camera.y, zoom: camera.zoom });
    this.#lines = { field, camera, found };
    return found;
  }
}
