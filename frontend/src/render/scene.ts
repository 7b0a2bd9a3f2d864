/**
 * One panel's picture in three layers: the ground (exact density, exact arrows) and the learnt arrows are repainted
 * only when they change; particles with their trails are pixels of their own, sixty times a second.
 */

import { Camera } from '../lib/camera';
import type { Ramp } from '../lib/colour';
import { drawArrows } from './arrows';
import { paintCells, paintHatch, paintHeat } from './heat';
import { Motion } from './motion';
import { fade, keepFor, splat } from './particles';
import type { Tint } from './ranks';

export interface Dress {
  readonly ramp: Ramp;
  /** How strongly the density shows, 0 to 1. */
  readonly heat: number;
  readonly ground: string;
  readonly trueArrows: string;
  readonly learnedArrows: string;
  /** A packed pixel, see lib/colour.ts. */
  readonly particles: number;
  readonly trails: boolean;
}

/** A lens's map in place of the density. */
export interface Ground {
  readonly values: Float32Array;
  readonly side: number;
  readonly ramp: Ramp;
  /** Colours of categories, instead of the ramp. */
  readonly colours: readonly number[] | null;
  readonly low: number;
  readonly high: number;
  /** Bends the ramp: 0.5 is a square root. */
  readonly curve: number;
  readonly hatch: Float32Array | null;
  readonly hatchInk: number;
}

interface Grid {
  readonly values: Float32Array;
  readonly side: number;
}

type Layer = CanvasRenderingContext2D;

/** Half-life of a trail, milliseconds: long enough to see the way, short enough to see the crowd. */
const TRAIL = 55;

/** What lies under the particles need not be sharper than this many pixels along an edge. */
const LARGEST = 1024;

export class Scene {
  readonly #ground: Layer;
  readonly #arrows: Layer;
  readonly #dots: Layer;
  readonly #view: Layer;
  #pixels = new ImageData(1, 1);
  #words = new Uint32Array(1);
  #camera = new Camera(1);
  #dress: Dress | null = null;
  #density: Grid | null = null;
  #truth: Grid | null = null;
  #field: Grid | null = null;
  #lens: Ground | null = null;
  #tint: Tint | null = null;
  readonly #motion = new Motion();
  #stale = { ground: true, arrows: true, view: true };
  #drawnAt = 0;
  /** Milliseconds for which trails are still fading. */
  #afterglow = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#view = layerOf(canvas);
    [this.#ground, this.#arrows, this.#dots] = [1, 2, 3].map(() => layerOf(document.createElement('canvas'))) as [
      Layer,
      Layer,
      Layer,
    ];
  }

  /** The edge in CSS pixels, and device pixels per CSS pixel. */
  resize(edge: number, ratio: number): void {
    const size = Math.max(1, Math.min(LARGEST, Math.round(edge * ratio)));
    if (size === this.#camera.size) return;
    this.#camera = new Camera(size);
    for (const { canvas } of [this.#view, this.#ground, this.#arrows]) canvas.width = canvas.height = size;
    // particles stay two CSS pixels wide on any screen
    const dots = Math.max(2, Math.round(size / ratio));
    this.#dots.canvas.width = this.#dots.canvas.height = dots;
    this.#pixels = new ImageData(dots, dots);
    this.#words = new Uint32Array(this.#pixels.data.buffer);
    this.#touch('ground', 'arrows');
  }

  dress(dress: Dress): void {
    this.#dress = dress;
    this.#words.fill(0);
    this.#touch('ground', 'arrows');
  }

  /** The exact density (1/unit^2) and the exact score (1/unit), row 0 = lowest y; null while they are not known. */
  setTruth(density: Grid | null, score: Grid | null): void {
    this.#density = density;
    this.#truth = score;
    this.#touch('ground');
  }

  /** A lens's map as the ground; null brings the density back. */
  setLens(ground: Ground | null): void {
    if (ground === this.#lens) return;
    this.#lens = ground;
    this.#touch('ground');
  }

  /** Colour particles by where they are; null gives them one colour. */
  setTint(tint: Tint | null): void {
    this.#tint = tint;
    this.#touch('view');
  }

  setField(score: Float32Array | null, side: number): void {
    this.#field = score && { values: score, side };
    this.#touch('arrows');
  }

  /** int16 pairs over the box that came at `now`, after `step` steps of the walk. */
  setParticles(x: Int16Array, step: number, now: number): void {
    this.#motion.push(x, step, now);
    this.#touch('view');
  }

  clearParticles(): void {
    if (!this.#motion.after) return;
    this.#motion.clear();
    this.#words.fill(0);
    this.#touch('view');
  }

  /** Bring the canvas up to date; true while there is more to come (particles under way, trails fading). */
  draw(now: number): boolean {
    const dress = this.#dress;
    if (!dress) return false;
    const moving = this.#moveParticles(dress, now);
    if (!moving && !this.#stale.view) return false;
    if (this.#stale.ground) this.#paintGround(dress);
    if (this.#stale.arrows) this.#paintArrows(dress);
    this.#compose();
    this.#stale = { ground: false, arrows: false, view: false };
    return moving;
  }

  #moveParticles({ particles, trails }: Dress, now: number): boolean {
    const elapsed = Math.min(100, now - this.#drawnAt);
    this.#drawnAt = now;
    const { before, after } = this.#motion;
    if (!before || !after) return false;
    const share = this.#motion.share(now);
    if (share < 1) this.#afterglow = 12 * TRAIL;
    else this.#afterglow -= elapsed;
    if (trails) fade(this.#words, keepFor(elapsed, TRAIL));
    else this.#words.fill(0);
    splat(this.#words, this.#pixels.width, before, after, share, particles, this.#tint);
    this.#dots.putImageData(this.#pixels, 0, 0);
    return share < 1 || (trails && this.#afterglow > 0);
  }

  #paintGround({ ramp, heat, ground, trueArrows }: Dress): void {
    const { size } = this.#camera;
    const layer = this.#ground;
    layer.globalAlpha = 1;
    layer.fillStyle = ground;
    layer.fillRect(0, 0, size, size);
    if (this.#lens) {
      layer.drawImage(groundPicture(this.#lens), 0, 0, size, size);
    } else if (this.#density) {
      layer.globalAlpha = heat;
      layer.drawImage(pictureOf(this.#density, ramp), 0, 0, size, size);
    }
    if (this.#truth) {
      layer.globalAlpha = 1;
      drawArrows(layer, this.#camera, this.#truth.values, this.#truth.side, trueArrows, this.#penWidth(1));
    }
  }

  #paintArrows({ learnedArrows }: Dress): void {
    const { size } = this.#camera;
    this.#arrows.clearRect(0, 0, size, size);
    if (this.#field)
      drawArrows(this.#arrows, this.#camera, this.#field.values, this.#field.side, learnedArrows, this.#penWidth(1.5));
  }

  #compose(): void {
    const { size } = this.#camera;
    this.#view.drawImage(this.#ground.canvas, 0, 0);
    this.#view.drawImage(this.#arrows.canvas, 0, 0);
    if (this.#motion.after) this.#view.drawImage(this.#dots.canvas, 0, 0, size, size);
  }

  /** A line this many CSS pixels wide, in pixels of the canvas. */
  #penWidth(cssPixels: number): number {
    return (cssPixels * this.#camera.size) / this.#pixels.width;
  }

  #touch(...layers: ('ground' | 'arrows' | 'view')[]): void {
    this.#stale.view = true;
    for (const layer of layers) this.#stale[layer] = true;
  }
}

/** Edge of the picture a density is painted at before the canvas scales it smoothly. */
const PICTURE = 384;

/** A density as a picture: the square root of its share of the peak, so that faint modes can be seen. */
export function pictureOf({ values, side }: Grid, ramp: Ramp, size = PICTURE): HTMLCanvasElement {
  const layer = layerOf(document.createElement('canvas'));
  layer.canvas.width = layer.canvas.height = size;
  const pixels = new ImageData(size, size);
  let peak = 0;
  for (const value of values) if (value > peak) peak = value;
  paintHeat(new Uint32Array(pixels.data.buffer), size, values, side, ramp, 0, peak, 0.5);
  layer.putImageData(pixels, 0, 0);
  return layer.canvas;
}

function groundPicture(ground: Ground, size = PICTURE): HTMLCanvasElement {
  const layer = layerOf(document.createElement('canvas'));
  layer.canvas.width = layer.canvas.height = size;
  const pixels = new ImageData(size, size);
  const words = new Uint32Array(pixels.data.buffer);
  const { values, side, ramp, colours, low, high, curve, hatch, hatchInk } = ground;
  if (colours) paintCells(words, size, values, side, colours);
  else paintHeat(words, size, values, side, ramp, low, high, curve);
  if (hatch) paintHatch(words, size, hatch, side, hatchInk);
  layer.putImageData(pixels, 0, 0);
  return layer.canvas;
}

function layerOf(canvas: HTMLCanvasElement): Layer {
  const layer = canvas.getContext('2d');
  if (!layer) throw new Error('This browser gives no 2-D canvas.');
  return layer;
}
