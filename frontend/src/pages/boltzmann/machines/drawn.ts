/** Patterns that are drawn for a machine to learn: as the server's record has them, and a few to begin with. */

import type { Fields } from '../../../room/room.svelte';
import { blank, fromBits, toBits, type Picture } from '../pixels/bits';
import { resized } from '../pixels/strokes';

/** Edges that are offered, pixels. On 4 every picture that there is can be counted. */
export const EDGES: readonly number[] = [4, 6, 8, 12];
/** More than these and nobody finds one again. */
export const MOST = 24;

const SAMPLES: readonly string[] = [
  '........ .##..##. ######## ######## .######. ..####.. ...##... ........',
  '........ ...##... ..####.. .##..##. ##....## .######. ..#..#.. ..####..',
  '...##... ...##... ...##... ######## ######## ...##... ...##... ...##...',
  '##....## ###..### .######. ..####.. ..####.. .######. ###..### ##....##',
  '..####.. .######. ##.##.## ######## ######## #.####.# ##....## .######.',
];

function sample(rows: string): Picture {
  const lines = rows.split(' ');
  return {
    width: lines[0]?.length ?? 0,
    height: lines.length,
    pixels: Uint8Array.from(lines.join(''), (mark) => (mark === '#' ? 1 : 0)),
  };
}

/** What the pad begins with: a heart, a lamp, a cross, an X and a face. */
export function samples(edge = 8): Picture[] {
  return SAMPLES.map((rows) => resized(sample(rows), edge, edge));
}

/** The drawn patterns of a subject; none where it has others. */
export function patternsOf({ data, patterns, width, height }: Fields): Picture[] {
  if (data !== 'drawn' || !Array.isArray(patterns)) return [];
  const [across, down] = [Number(width), Number(height)];
  return patterns.map((bits) => fromBits({ width: across, height: down, bits: String(bits) }));
}

/** A subject whose pictures are these. */
export function subjectOf(patterns: readonly Picture[]): Fields {
  const { width, height } = patterns[0] ?? blank(8, 8);
  return { data: 'drawn', patterns: patterns.map((picture) => toBits(picture).bits), width, height };
}

/** How many of them differ: a machine needs two. */
export function different(patterns: readonly Picture[]): number {
  return new Set(patterns.map((picture) => toBits(picture).bits)).size;
}

/** With this pixel set. */
export function withPixel({ width, height, pixels }: Picture, row: number, column: number, value: number): Picture {
  const next = Uint8Array.from(pixels);
  next[row * width + column] = value;
  return { width, height, pixels: next };
}

export function pixelAt({ width, pixels }: Picture, row: number, column: number): number {
  return pixels[row * width + column] ?? 0;
}
