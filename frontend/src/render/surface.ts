/** One square canvas in layers: a heat map and arrows that stay until their data change, particles on every frame. */

import { Camera } from '../lib/camera';
import { DENSITY } from '../lib/colour';
import { drawArrows } from './arrows';
import { paintHeat } from './heat';
import { fade, keepFor, splat } from './particles';

export type Theme = 'dark' | 'light';

export interface Square {
  readonly side: number;
  readonly values: Float32Array;
}

const INK = {
  dark: { truth: 'rgb(255 255 255 / 26%)', arrows: '#f2f6fa' },
  light: { truth: 'rgb(20 30 40 / 22%)', arrows: '#1b2733' },
};

export class Surface {
  readonly camera: Camera;
  readonly #ground: HTMLCanvasElement;
  readonly #trails: ImageData;
  readonly #pixels: Uint32Array;
  readonly #layer: HTMLCanvasElement;
  #last = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    readonly size: number,
  ) {
    canvas.width = canvas.height = size;
    this.camera = new Camera(size);
    this.#ground = blank(size);
    this.#layer = blank(size);
    this.#trails = new ImageData(size, size);
    this.#pixels = new Uint32Array(this.#trails.data.buffer);
  }

  /** Redraws what stays: the density, the exact arrows faintly, the learnt ones above them. */
  ground(theme: Theme, density: Square | null, truth: Square | null, learnt: Square | null, colour?: string): void {
    const pen = context(this.#ground);
    pen.clearRect(0, 0, this.size, this.size);
    if (density) {
      const image = new ImageData(this.size, this.size);
      const high = density.values.reduce((top, value) => Math.max(top, value), 0);
      const pixels = new Uint32Array(image.data.buffer);
      paintHeat(pixels, this.size, density.values, density.side, DENSITY[theme], 0, high, 0.6);
      pen.putImageData(image, 0, 0);
    }
    if (truth) drawArrows(pen, this.camera, truth.values, truth.side, INK[theme].truth, 2.6);
    if (learnt) drawArrows(pen, this.camera, learnt.values, learnt.side, colour ?? INK[theme].arrows);
    this.present();
  }

  /** One frame of particles between two int16 frames, over what stays. */
  particles(before: Int16Array, after: Int16Array, share: number, colour: number, now: number): void {
    fade(this.#pixels, keepFor(Math.min(100, now - this.#last)));
    this.#last = now;
    splat(this.#pixels, this.size, before, after, share, colour);
    this.present();
  }

  clearParticles(): void {
    this.#pixels.fill(0);
    this.present();
  }

  present(): void {
    const pen = context(this.canvas);
    pen.clearRect(0, 0, this.size, this.size);
    pen.drawImage(this.#ground, 0, 0);
    context(this.#layer).putImageData(this.#trails, 0, 0);
    pen.drawImage(this.#layer, 0, 0);
  }
}

function blank(size: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  return canvas;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser has no 2-D canvas.');
  return pen;
}
