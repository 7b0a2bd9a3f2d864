/** What lies under the learnt field: a map, its contours, and the truth. Repainted only when it changes. */

import type { Camera } from '../lib/camera';
import { drawArrows } from './arrows';
import { contour, massLevels } from './contours';
import { layerOf, type Dress, type PenWidth, type Show } from './dress';
import type { Grid } from './grid';
import { densityGround, Picture, type Ground } from './ground';
import { drawSegments } from './lines';

export class Backdrop {
  readonly canvas = document.createElement('canvas');
  readonly #layer = layerOf(this.canvas);
  readonly #picture = new Picture();
  /** What the picture was painted from. */
  #painted: unknown = null;
  #density: Grid | null = null;
  #score: Grid | null = null;
  #ground: Ground | null = null;
  #outlined: Grid | null = null;
  readonly #lines = new Map<Grid, Float32Array[]>();

  /** The exact density (1/unit^2) and the exact score (1/unit). */
  setTruth(density: Grid | null, score: Grid | null): void {
    this.#density = density;
    this.#score = score;
    this.#lines.clear();
  }

  /** A map in the density's place; null for the density itself. */
  setGround(ground: Ground | null): void {
    this.#ground = ground;
  }

  /** The density (any scale) whose contours are drawn; null for the exact one. */
  setOutlined(outlined: Grid | null): void {
    if (this.#outlined) this.#lines.delete(this.#outlined);
    this.#outlined = outlined;
  }

  paint(camera: Camera, dress: Dress, show: Show, penWidth: PenWidth): void {
    const { size } = camera;
    if (this.canvas.width !== size) this.canvas.width = this.canvas.height = size;
    const layer = this.#layer;
    layer.globalAlpha = 1;
    layer.fillStyle = dress.ground;
    layer.fillRect(0, 0, size, size);
    this.#paintMap(camera, dress, show);
    layer.globalAlpha = 1;
    layer.lineCap = 'round';
    if (show.truth && this.#density && this.#outlined)
      this.#paintContours(camera, this.#density, dress.trueContours, penWidth(1.25), true);
    const outlined = this.#outlined ?? this.#density;
    if (show.contours && outlined) this.#paintContours(camera, outlined, dress.contours, penWidth(1.25), false);
    if (show.truth && this.#score)
      drawArrows(layer, camera, this.#score.values, this.#score.side, dress.trueArrows, penWidth(1));
  }

  #paintMap(camera: Camera, dress: Dress, show: Show): void {
    const density = show.density ? this.#density : null;
    const source = this.#ground ?? density;
    if (!source) return;
    const key = this.#ground ?? [density, dress.ramp];
    if (!sameSource(key, this.#painted)) {
      this.#picture.paint(this.#ground ?? densityGround(source, dress.ramp, dress.heat));
      this.#painted = key;
    }
    const { left, top, edge } = camera.box;
    this.#layer.globalAlpha = this.#ground?.strength ?? dress.heat;
    this.#layer.drawImage(this.#picture.canvas, left, top, edge, edge);
  }

  #paintContours(camera: Camera, grid: Grid, colour: string, width: number, dashed: boolean): void {
    let lines = this.#lines.get(grid);
    if (!lines) {
      lines = massLevels(grid.values).map((level) => contour(grid, level));
      this.#lines.set(grid, lines);
    }
    this.#layer.strokeStyle = colour;
    this.#layer.lineWidth = width;
    this.#layer.setLineDash(dashed ? [4 * width, 3 * width] : []);
    for (const line of lines) drawSegments(this.#layer, camera, line);
    this.#layer.setLineDash([]);
  }
}

function sameSource(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.every((part, index) => part === b[index]);
  return a === b;
}
