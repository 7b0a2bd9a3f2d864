/** A picture that is no place in the plane: it fills the canvas as far as its form allows, every pixel a sharp square. */

import { Mark, penOf, type Sheet } from '../mark';
import type { Ramp } from '../../lib/colour';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Brightness 0 to 255, row 0 = top. */
  readonly pixels: Uint8Array;
}

export interface PixelLook {
  readonly ramp: Ramp;
}

export class PixelMark extends Mark<Pixels, PixelLook> {
  readonly #canvas = document.createElement('canvas');
  readonly #context = penOf(this.#canvas);

  protected override paint({ width, height, pixels }: Pixels, { ramp }: PixelLook, { pen, camera }: Sheet): void {
    if (width === 0 || height === 0) return;
    const image = new ImageData(width, height);
    coloured(pixels, ramp, new Uint32Array(image.data.buffer));
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#context.putImageData(image, 0, 0);
    const scale = camera.size / Math.max(width, height);
    const [across, down] = [width * scale, height * scale];
    pen.globalAlpha = 1;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.#canvas, (camera.size - across) / 2, (camera.size - down) / 2, across, down);
    pen.imageSmoothingEnabled = true;
  }
}

/** Writes the ramp's colour of each brightness into `words`. */
export function coloured(pixels: Uint8Array, ramp: Ramp, words: Uint32Array): void {
  for (let at = 0; at < pixels.length; at++) words[at] = ramp[pixels[at]!]!;
}
