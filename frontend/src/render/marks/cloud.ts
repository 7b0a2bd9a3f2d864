/** Points that move: pixels of their own, sixty times a second, with trails. */

import type { Camera } from '../../lib/camera';
import { alike, penOf } from '../mark';
import { Motion } from '../motion';
import { fade, keepFor, splat } from '../particles';
import type { Tint } from '../ranks';

/** Half-life of a trail, milliseconds: long enough to see the way, short enough to see the crowd. */
const TRAIL = 55;

export interface CloudLook {
  readonly shown: boolean;
  readonly trails: boolean;
  /** A packed pixel, see lib/colour.ts. */
  readonly ink: number;
  /** Colours by where the points are; null gives them one colour. */
  readonly tint: Tint | null;
}

export class Cloud {
  readonly canvas = document.createElement('canvas');
  readonly #pen = penOf(this.canvas);
  readonly #motion = new Motion();
  #pixels = new ImageData(1, 1);
  #words = new Uint32Array(1);
  #look: CloudLook | null = null;
  #stale = true;
  #drawnAt = 0;
  /** Milliseconds for which trails are still fading. */
  #afterglow = 0;

  dress(look: CloudLook): void {
    if (alike(look, this.#look)) return;
    this.#look = look;
    this.wipe();
  }

  /** int16 pairs over the box that came at `now`, after `step` steps of the walk. */
  push(x: Int16Array, step: number, now: number): void {
    this.#motion.push(x, step, now);
    this.#stale = true;
  }

  clear(): void {
    if (!this.#motion.after) return;
    this.#motion.clear();
    this.wipe();
  }

  /** Trails belong to another view. */
  wipe(): void {
    this.#words.fill(0);
    this.#stale = true;
  }

  /** Edge of its canvas, pixels. */
  resize(dots: number): void {
    this.canvas.width = this.canvas.height = dots;
    this.#pixels = new ImageData(dots, dots);
    this.#words = new Uint32Array(this.#pixels.data.buffer);
  }

  get stale(): boolean {
    return this.#stale;
  }

  get visible(): boolean {
    return this.#look?.shown === true && this.#motion.after !== null;
  }

  /** What it showed last is on the screen. */
  settle(): void {
    this.#stale = false;
  }

  /** Draw where they are at `now`; true while there is more to come. */
  move(camera: Camera, now: number): boolean {
    const look = this.#look;
    if (!look?.shown) return false;
    const elapsed = Math.min(100, now - this.#drawnAt);
    this.#drawnAt = now;
    const { before, after } = this.#motion;
    if (!before || !after) return false;
    const share = this.#motion.share(now);
    if (share < 1) this.#afterglow = 12 * TRAIL;
    else this.#afterglow -= elapsed;
    if (look.trails) fade(this.#words, keepFor(elapsed, TRAIL));
    else this.#words.fill(0);
    splat(this.#words, camera, before, after, share, look.ink, look.tint);
    this.#pen.putImageData(this.#pixels, 0, 0);
    return share < 1 || (look.trails && this.#afterglow > 0);
  }
}
