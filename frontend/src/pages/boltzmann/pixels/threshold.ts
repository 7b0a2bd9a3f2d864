/** Grey pictures made black and white: Otsu's threshold, and the same by hand. Source: Otsu 1979. */

import type { Picture } from './bits';

/** Brightness 0 to 255, row 0 = top. */
export interface Greys {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

/** Brightness by the weights of Rec. 709. */
export function greysOf({ width, height, data }: ImageData): Greys {
  const levels = Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(0.2126 * data[4 * at]! + 0.7152 * data[4 * at + 1]! + 0.0722 * data[4 * at + 2]!),
  );
  return { width, height, levels };
}

/** White from this brightness on: what parts the levels into two groups that differ most, for their sizes. */
export function otsu(levels: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const level of levels) counts[level]! += 1;
  const total = levels.length;
  const whole = counts.reduce((sum, count, level) => sum + count * level, 0);
  let [best, first, last, below, weight] = [-1, 128, 128, 0, 0];
  for (let level = 0; level < 255; level++) {
    below += counts[level]!;
    weight += level * counts[level]!;
    if (below === 0 || below === total) continue;
    const gap = weight / below - (whole - weight) / (total - below);
    const between = below * (total - below) * gap * gap;
    if (between > best * (1 + 1e-12)) [best, first, last] = [between, level, level];
    else if (between > best * (1 - 1e-12)) last = level;
  }
  // anywhere in an empty valley parts them alike: the middle of it
  return Math.floor((first + last) / 2) + 1;
}

/** White where a picture is at least this bright. */
export function thresholded({ width, height, levels }: Greys, threshold: number): Picture {
  return { width, height, pixels: levels.map((level) => (level >= threshold ? 1 : 0)) };
}

/** Within `most` along its longer edge, as it is where it is smaller; at least 8 along each. */
export function fitted(width: number, height: number, most: number): readonly [number, number] {
  const scale = Math.min(1, most / Math.max(width, height));
  const edge = (length: number) => Math.max(8, Math.round(length * scale));
  return [edge(width), edge(height)];
}

/** What was done to a picture, in a sentence. */
export function inWords(
  name: string,
  from: readonly [number, number],
  to: readonly [number, number],
  at: number,
): string {
  const size = ([width, height]: readonly [number, number]) => `${width} × ${height}`;
  const resized =
    size(from) === size(to) ? `${name}, ${size(to)} pixels` : `${name}: ${size(from)} resized to ${size(to)}`;
  return `${resized}; white where its brightness is at least ${at} of 255.`;
}
