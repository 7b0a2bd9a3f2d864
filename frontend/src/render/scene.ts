/**
 * One panel's picture. What stands still (a map, contours, the truth; arrows, streamlines, data) is repainted only
 * when it changes; particles with their trails are pixels of their own, sixty times a second; all of it comes together
 * on one canvas. Setters only take note: any frame, old or new, can be shown at any time.
 */

import { Camera, WHOLE_BOX, type Frustum } from '../lib/camera';
import { Backdrop } from './backdrop';
import { layerOf, type Dress, type Layer, type Show } from './dress';
import { Flow, type Arrows } from './flow';
import type { Grid } from './grid';
import type { Ground } from './ground';
import { Marginals, type ExactMarginals } from './marginals';
import { Motion } from './motion';
import { fade, keepFor, splat } from './particles';
import type { Tint } from './ranks';

export { pictureOf } from './ground';

/** Half-life of a trail, milliseconds: long enough to see the way, short enough to see the crowd. */
const TRAIL = 55;

/** What lies under the particles need not be sharper than this many pixels along an edge. */
const LARGEST = 1024;

export class Scene {
  readonly #backdrop = new Backdrop();
  readonly #flow = new Flow();
  readonly #marginals = new Marginals();
  readonly #dots: Layer;
  readonly #view: Layer;
  #pixels = new ImageData(1, 1);
  #words = new Uint32Array(1);
  #camera = new Camera(1);
  /** As `#camera`, on the particles' own pixels. */
  #dotsCamera = new Camera(1);
  #frustum: Frustum = WHOLE_BOX;
  #dress: Dress | null = null;
  #show: Show | null = null;
  #exactMarginals: ExactMarginals | null = null;
  #tint: Tint | null = null;
  readonly #motion = new Motion();
  #stale = { ground: true, flow: true, counts: true, view: true };
  #drawnAt = 0;
  /** Milliseconds for which trails are still fading. */
  #afterglow = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#view = layerOf(canvas);
    this.#dots = layerOf(document.createElement('canvas'));
  }

  /** The edge in CSS pixels, and device pixels per CSS pixel. */
  resize(edge: number, ratio: number): void {
    const size = Math.max(1, Math.min(LARGEST, Math.round(edge * ratio)));
    if (size === this.#camera.size) return;
    this.#view.canvas.width = this.#view.canvas.height = size;
    // particles stay two CSS pixels wide on any screen
    const dots = Math.max(2, Math.round(size / ratio));
    this.#dots.canvas.width = this.#dots.canvas.height = dots;
    this.#pixels = new ImageData(dots, dots);
    this.#words = new Uint32Array(this.#pixels.data.buffer);
    this.#aim(size, dots);
  }

  /** Look at this part of the box. */
  look(frustum: Frustum): void {
    const { x, y, zoom } = this.#frustum;
    if (frustum.x === x && frustum.y === y && frustum.zoom === zoom) return;
    this.#frustum = frustum;
    this.#aim(this.#camera.size, this.#pixels.width);
  }

  #aim(size: number, dots: number): void {
    this.#camera = Camera.on(size, this.#frustum);
    this.#dotsCamera = Camera.on(dots, this.#frustum);
    // trails were laid in another view
    this.#words.fill(0);
    this.#touch('ground', 'flow', 'counts');
  }

  dress(dress: Dress): void {
    this.#dress = dress;
    this.#words.fill(0);
    this.#touch('ground', 'flow');
  }

  /** Show these layers and no others. */
  show(show: Show): void {
    this.#show = show;
    if (!show.particles || !show.trails) this.#words.fill(0);
    this.#touch('ground', 'flow', 'counts');
  }

  /** The exact density (1/unit^2), its marginals and its score; row 0 = lowest y; null while they are not known. */
  setTruth(density: Grid | null, score: Grid | null, marginals: ExactMarginals | null = null): void {
    this.#backdrop.setTruth(density, score);
    this.#exactMarginals = marginals;
    this.#touch('ground');
  }

  /** A map in the density's place; null brings the density back. */
  setGround(ground: Ground | null): void {
    this.#backdrop.setGround(ground);
    this.#touch('ground');
  }

  /** The density whose contours are drawn, up to a factor; null for the exact one. */
  setOutlined(density: Grid | null): void {
    this.#backdrop.setOutlined(density);
    this.#touch('ground');
  }

  /** Colour particles by where they are; null gives them one colour. */
  setTint(tint: Tint | null): void {
    this.#tint = tint;
    this.#touch();
  }

  setField(score: Float32Array | null, side: number): void {
    this.#flow.setField(score && { values: score, side });
    this.#touch('flow');
  }

  /** A difference's arrows in the place of the learnt score's; null for the score's own. */
  setDifference(difference: Arrows | null): void {
    this.#flow.setDifference(difference);
    this.#touch('flow');
  }

  /** Points that are trained on: int16 pairs over the box. */
  setData(points: Int16Array | null): void {
    this.#flow.setData(points);
    this.#touch('flow');
  }

  /** int16 pairs over the box that came at `now`, after `step` steps of the walk. */
  setParticles(x: Int16Array, step: number, now: number): void {
    this.#motion.push(x, step, now);
    this.#touch('counts');
  }

  clearParticles(): void {
    if (!this.#motion.after) return;
    this.#motion.clear();
    this.#words.fill(0);
    this.#touch('counts');
  }

  /** Bring the canvas up to date; true while there is more to come (particles under way, trails fading). */
  draw(now: number): boolean {
    const dress = this.#dress;
    const show = this.#show;
    if (!dress || !show) return false;
    const moving = show.particles && this.#moveParticles(dress, show, now);
    if (!moving && !this.#stale.view) return false;
    if (this.#stale.ground) this.#backdrop.paint(this.#camera, dress, show, this.#penWidth);
    if (this.#stale.flow) this.#flow.paint(this.#camera, dress, show, this.#penWidth);
    if (this.#stale.counts && show.marginals) this.#marginals.count(this.#motion.after, this.#camera);
    this.#compose(dress, show);
    this.#stale = { ground: false, flow: false, counts: false, view: false };
    return moving;
  }

  #moveParticles({ particles }: Dress, { trails }: Show, now: number): boolean {
    const elapsed = Math.min(100, now - this.#drawnAt);
    this.#drawnAt = now;
    const { before, after } = this.#motion;
    if (!before || !after) return false;
    const share = this.#motion.share(now);
    if (share < 1) this.#afterglow = 12 * TRAIL;
    else this.#afterglow -= elapsed;
    if (trails) fade(this.#words, keepFor(elapsed, TRAIL));
    else this.#words.fill(0);
    splat(this.#words, this.#dotsCamera, before, after, share, particles, this.#tint);
    this.#dots.putImageData(this.#pixels, 0, 0);
    return share < 1 || (trails && this.#afterglow > 0);
  }

  #compose(dress: Dress, show: Show): void {
    const { size } = this.#camera;
    this.#view.globalAlpha = 1;
    this.#view.drawImage(this.#backdrop.canvas, 0, 0);
    this.#view.drawImage(this.#flow.canvas, 0, 0);
    if (show.particles && this.#motion.after) this.#view.drawImage(this.#dots.canvas, 0, 0, size, size);
    if (show.marginals)
      this.#marginals.draw(this.#view, this.#camera, this.#exactMarginals, dress.marginals, this.#penWidth(1.25));
  }

  readonly #penWidth = (cssPixels: number): number => (cssPixels * this.#camera.size) / this.#pixels.width;

  #touch(...layers: ('ground' | 'flow' | 'counts')[]): void {
    this.#stale.view = true;
    for (const layer of layers) this.#stale[layer] = true;
  }
}
