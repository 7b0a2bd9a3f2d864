/** The map that lies under everything else in a panel: a density, an energy, a difference or what a lens saw. */

import type { Ramp } from '../lib/colour';
import type { Grid } from './grid';
import { paintBorders, paintCells, paintHatch, paintHeat } from './heat';

/** How a map is coloured. */
export interface MapLook {
  readonly ramp: Ramp;
  /** Colours of categories, instead of the ramp. */
  readonly colours: readonly number[] | null;
  readonly low: number;
  readonly high: number;
  /** Bends the ramp: 0.5 is a square root. */
  readonly curve: number;
  /** How strongly it shows over the figure's own colour, 0 to 1. */
  readonly strength: number;
  readonly hatch: Float32Array | null;
  readonly hatchInk: number;
  /** Categories (side x side) whose borders are drawn over the map. */
  readonly borders: Float32Array | null;
  readonly borderInk: number;
}

/** A map in its look. */
export interface Ground extends Grid, MapLook {}

/** Nothing but the ramp's own colours. */
export const PLAIN = {
  ...{ colours: null, hatch: null, hatchInk: 0, borders: null, borderInk: 0 },
  ...{ curve: 1, strength: 1 },
} as const;

/** Edge of the picture a fine map is painted at before the canvas scales it smoothly; a coarse one needs less. */
const PICTURE = 384;
const PIXELS_A_CELL = 8;

/** Lines of a hatch and edges of categories need all there is. */
function edgeFor({ side, colours, hatch }: Ground): number {
  return colours || hatch ? PICTURE : Math.min(PICTURE, PIXELS_A_CELL * side);
}

/** A canvas with the pixels it is painted from, kept so that nothing is made anew for each map. */
export class Picture {
  readonly canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  #pixels: ImageData;

  constructor() {
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('This browser gives no 2-D canvas.');
    this.#context = context;
    this.#pixels = new ImageData(1, 1);
  }

  paint(ground: Ground, size = edgeFor(ground)): void {
    const { values, side, ramp, colours, low, high, curve, hatch, hatchInk, borders, borderInk } = ground;
    if (this.canvas.width !== size) {
      this.canvas.width = this.canvas.height = size;
      this.#pixels = new ImageData(size, size);
    }
    const words = new Uint32Array(this.#pixels.data.buffer);
    if (colours) {
      words.fill(0);
      paintCells(words, size, values, side, colours);
    } else paintHeat(words, size, values, side, ramp, low, high, curve);
    if (hatch) paintHatch(words, size, hatch, side, hatchInk);
    if (borders) paintBorders(words, size, borders, side, borderInk);
    this.#context.putImageData(this.#pixels, 0, 0);
  }
}

/** A density as a ground: the square root of its share of the peak, so that faint modes can be seen. */
export function densityGround({ values, side }: Grid, ramp: Ramp, strength: number): Ground {
  let high = 0;
  for (const value of values) if (value > high) high = value;
  return { ...PLAIN, values, side, ramp, low: 0, high, curve: 0.5, strength };
}

/** A density as a picture of the whole box. */
export function pictureOf(grid: Grid, ramp: Ramp, size = PICTURE): HTMLCanvasElement {
  const picture = new Picture();
  picture.paint(densityGround(grid, ramp, 1), size);
  return picture.canvas;
}
