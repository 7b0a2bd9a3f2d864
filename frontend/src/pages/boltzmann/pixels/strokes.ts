/** What a brush does to a picture, and pictures on other grids. */

import type { Picture } from './bits';

/** In pixels, with parts of them: 0, 0 is the upper left corner. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A disc carried from one place to another; at least the pixel that it stands on. */
export function stroked(picture: Picture, from: Place, to: Place, radius: number, value: 0 | 1): Picture {
  const { width, height } = picture;
  const pixels = Uint8Array.from(picture.pixels);
  const reach = Math.max(0.71, radius);
  const [down, across] = [to.row - from.row, to.column - from.column];
  const length = down * down + across * across;
  const [top, bottom] = within(from.row, to.row, reach, height);
  const [left, right] = within(from.column, to.column, reach, width);
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const [y, x] = [row + 0.5 - from.row, column + 0.5 - from.column];
      const share = length > 0 ? Math.min(1, Math.max(0, (y * down + x * across) / length)) : 0;
      if (Math.hypot(y - share * down, x - share * across) <= reach) pixels[row * width + column] = value;
    }
  return { width, height, pixels };
}

/** The first and the last of `count` that lie within `reach` of what is between two places. */
function within(from: number, to: number, reach: number, count: number): readonly [number, number] {
  const inside = (at: number) => Math.min(count - 1, Math.max(0, Math.floor(at)));
  return [inside(Math.min(from, to) - reach), inside(Math.max(from, to) + reach)];
}

export function same(a: Picture, b: Picture): boolean {
  return a.width === b.width && a.height === b.height && a.pixels.every((pixel, at) => pixel === b.pixels[at]);
}

/** The same picture on another grid, the nearest pixel each. */
export function resized({ width, height, pixels }: Picture, across: number, down: number): Picture {
  const found = new Uint8Array(across * down);
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      const from = Math.floor(((row + 0.5) * height) / down) * width + Math.floor(((column + 0.5) * width) / across);
      found[row * across + column] = pixels[from]!;
    }
  return { width: across, height: down, pixels: found };
}

/** Black and white as bytes of brightness. */
export function levels({ pixels }: Picture): Uint8Array {
  return pixels.map((pixel) => 255 * pixel);
}
