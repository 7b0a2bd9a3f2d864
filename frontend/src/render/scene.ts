/**
 * One picture: marks on plates that are repainted when something on them changes, clouds that move sixty times a
 * second, and marks over all of it; together on one canvas. It knows no mark by name: whoever makes it says which there
 * are and in what order they lie.
 */

import { Camera, WHOLE_BOX, type Frustum } from '../lib/camera';
import { penOf, type Painted, type Pen } from './mark';
import type { Cloud } from './marks/cloud';
import { Plate } from './plate';

export { pictureOf } from './ground';

/** What lies under the clouds need not be sharper than this many pixels along an edge. */
const LARGEST = 1024;

export interface Marks {
  /** One plate each: what changes together, the lowest first. */
  readonly plates: readonly (readonly Painted[])[];
  readonly clouds: readonly Cloud[];
  /** Painted with every picture. */
  readonly over: readonly Painted[];
}

export class Scene {
  readonly #plates: readonly Plate[];
  readonly #clouds: readonly Cloud[];
  readonly #over: readonly Painted[];
  readonly #view: Pen;
  #camera = new Camera(1);
  /** As `#camera`, on the clouds' own pixels. */
  #dotsCamera = new Camera(1);
  #frustum: Frustum = WHOLE_BOX;
  #ground: string | null = null;
  #stale = true;

  constructor(canvas: HTMLCanvasElement, { plates, clouds, over }: Marks) {
    this.#view = penOf(canvas);
    this.#plates = plates.map((marks) => new Plate(marks));
    this.#clouds = clouds;
    this.#over = over;
  }

  /** The edge in CSS pixels, and device pixels per CSS pixel. */
  resize(edge: number, ratio: number): void {
    const size = Math.max(1, Math.min(LARGEST, Math.round(edge * ratio)));
    if (size === this.#camera.size) return;
    this.#view.canvas.width = this.#view.canvas.height = size;
    // points stay two CSS pixels wide on any screen
    const dots = Math.max(2, Math.round(size / ratio));
    for (const cloud of this.#clouds) cloud.resize(dots);
    this.#aim(size, dots);
  }

  /** Look at this part of the box. */
  look(frustum: Frustum): void {
    const { x, y, zoom } = this.#frustum;
    if (frustum.x === x && frustum.y === y && frustum.zoom === zoom) return;
    this.#frustum = frustum;
    this.#aim(this.#camera.size, this.#dotsCamera.size);
  }

  /** The colour that everything lies on. Nothing is drawn before it is known. */
  fill(ground: string): void {
    if (ground === this.#ground) return;
    this.#ground = ground;
    this.#plates[0]?.touch();
  }

  #aim(size: number, dots: number): void {
    this.#camera = Camera.on(size, this.#frustum);
    this.#dotsCamera = Camera.on(dots, this.#frustum);
    for (const cloud of this.#clouds) cloud.wipe();
    for (const plate of this.#plates) plate.touch();
    this.#stale = true;
  }

  /** Bring the canvas up to date; true while there is more to come (points under way, trails fading). */
  draw(now: number): boolean {
    if (this.#ground === null) return false;
    let moving = false;
    for (const cloud of this.#clouds) moving = cloud.move(this.#dotsCamera, now) || moving;
    const fresh = this.#plates.filter(({ stale }) => stale);
    const changed = this.#stale || [...this.#clouds, ...this.#over].some(({ stale }) => stale);
    if (!moving && !changed && fresh.length === 0) return false;
    for (const plate of fresh)
      plate.paint(this.#camera, this.#penWidth, plate === this.#plates[0] ? this.#ground : null);
    this.#compose();
    this.#stale = false;
    return moving;
  }

  #compose(): void {
    const { size } = this.#camera;
    const pen = this.#view;
    pen.globalAlpha = 1;
    for (const { canvas } of this.#plates) pen.drawImage(canvas, 0, 0);
    for (const cloud of this.#clouds) {
      if (cloud.visible) pen.drawImage(cloud.canvas, 0, 0, size, size);
      cloud.settle();
    }
    for (const mark of this.#over) mark.render({ pen, camera: this.#camera, width: this.#penWidth });
  }

  readonly #penWidth = (cssPixels: number): number => (cssPixels * this.#camera.size) / this.#dotsCamera.size;
}
