/** A text as rows of runs of ink, from the browser's own letters. */

import type { Letters, Run } from '../pad/gesture';

export const MAX_TEXT = 24;

/** Rows that a line of text is cut into, and pixels between them. */
const ROWS = 14;
const PIXELS = 8;
const EM = ROWS * PIXELS;
const FONT = `bold ${EM}px system-ui, 'Liberation Sans', 'DejaVu Sans', sans-serif`;
/** Room above and below the em for accents and descenders, in rows. */
const MARGIN = 5;

/** Null for a text without ink. */
export function lettersOf(text: string): Letters | null {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context || text.trim() === '') return null;
  context.font = FONT;
  const width = Math.ceil(context.measureText(text).width) + 2 * PIXELS;
  const height = EM + 2 * MARGIN * PIXELS;
  context.canvas.width = width;
  context.canvas.height = height;
  context.font = FONT;
  context.textBaseline = 'alphabetic';
  context.fillText(text, PIXELS, MARGIN * PIXELS + 0.8 * EM);
  const { data } = context.getImageData(0, 0, width, height);
  const rows = Array.from({ length: Math.floor(height / PIXELS) }, (_, row) => Math.floor((row + 0.5) * PIXELS));
  const runs = rows.flatMap((row) =>
    runsOf(data, row, width).map(([from, to]): Run => ({
      from: (from - width / 2) / EM,
      to: (to - width / 2) / EM,
      // capitals stand about the middle
      y: (MARGIN * PIXELS + 0.45 * EM - row) / EM,
    })),
  );
  return runs.length > 0 ? { text, runs, pitch: PIXELS / EM } : null;
}

/** First and last-but-one pixel of each run of ink in a row. */
function runsOf(data: Uint8ClampedArray, row: number, width: number): [number, number][] {
  const runs: [number, number][] = [];
  let from = -1;
  for (let x = 0; x <= width; x += 1) {
    const inked = x < width && (data[4 * (row * width + x) + 3] ?? 0) > 127;
    if (inked && from < 0) from = x;
    if (!inked && from >= 0) {
      runs.push([from, x]);
      from = -1;
    }
  }
  return runs;
}
