/** Marks that are repainted together, on a canvas of their own, and only when one of them has changed. */

import type { Camera } from '../lib/camera';
import { penOf, type Painted, type PenWidth } from './mark';

export class Plate {
  readonly canvas = document.createElement('canvas');
  readonly #pen = penOf(this.canvas);
  #stale = true;

  /** In the order in which they lie on each other. */
  constructor(private readonly marks: readonly Painted[]) {}

  get stale(): boolean {
    return this.#stale || this.marks.some(({ stale }) => stale);
  }

  /** It is seen in another way. */
  touch(): void {
    this.#stale = true;
  }

  /** Paint all of it on `ground`; null leaves what lies below to be seen. */
  paint(camera: Camera, width: PenWidth, ground: string | null): void {
    const { size } = camera;
    if (this.canvas.width !== size) this.canvas.width = this.canvas.height = size;
    const pen = this.#pen;
    pen.globalAlpha = 1;
    if (ground === null) pen.clearRect(0, 0, size, size);
    else {
      pen.fillStyle = ground;
      pen.fillRect(0, 0, size, size);
    }
    for (const mark of this.marks) mark.render({ pen, camera, width });
    this.#stale = false;
  }
}
