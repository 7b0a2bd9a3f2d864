/** Frames of pixels as images: black and white as it is drawn, probabilities and weights by their scale. */

import { DIVERGING, pack, type Ramp, type Rgb } from '../../../lib/colour';

/** Brightness 0 to 255, row 0 = top. */
export interface Levels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** `ink`: 0 black, 1 white, greys between; `signed`: .5 is nothing, blue below, orange above. */
export type RampName = 'ink' | 'signed';

const [BLACK, WHITE]: readonly [Rgb, Rgb] = [
  [11, 14, 19],
  [240, 244, 248],
];
/** What is wrong: where black should be white, and the other way round. */
const [TOO_DARK, TOO_BRIGHT] = [pack([196, 74, 40]), pack([255, 168, 122])];

/** A picture stays black and white on a light page too: its white is a value, not the page's ground. */
export const INK: Ramp = Uint32Array.from({ length: 256 }, (_, at) => {
  const [red, green, blue] = BLACK.map((low, channel) => Math.round(low + ((WHITE[channel]! - low) * at) / 255));
  return pack([red!, green!, blue!]);
});

const RAMPS: Readonly<Record<RampName, Ramp>> = { ink: INK, signed: DIVERGING.dark };

/** The frame's colours; where `mark` is bright, the warning colour of its brightness. */
export function painted(frame: Levels, name: RampName, mark: Levels | null = null): ImageData {
  const { width, height, pixels } = frame;
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const ramp = RAMPS[name];
  const marks = mark?.pixels.length === pixels.length ? mark.pixels : null;
  for (let at = 0; at < pixels.length; at++) {
    const level = pixels[at]!;
    words[at] = marks && marks[at]! > 127 ? (level > 127 ? TOO_BRIGHT : TOO_DARK) : ramp[level]!;
  }
  return image;
}

/** As a canvas, each pixel a square of `scale` pixels. */
export function enlarged(image: ImageData, scale: number): HTMLCanvasElement {
  const [small, large] = [document.createElement('canvas'), document.createElement('canvas')];
  [small.width, small.height] = [image.width, image.height];
  [large.width, large.height] = [image.width * scale, image.height * scale];
  small.getContext('2d')?.putImageData(image, 0, 0);
  const pen = large.getContext('2d');
  if (pen) {
    pen.imageSmoothingEnabled = false;
    pen.drawImage(small, 0, 0, large.width, large.height);
  }
  return large;
}
