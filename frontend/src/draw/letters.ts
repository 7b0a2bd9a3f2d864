/** A text as rows of runs of ink, from the browser's own letters. */

import type { Camera } from '../lib/camera';
import type { Letters, Run } from '../pad/gesture';
import { isStroke, type Mark } from '../pad/marks';
import type { Stroke } from '../protocol/generated';
import type { Box } from './labels';

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

/** Where each text on the pad stands, in its pixels: strokes of one group are a text. */
export function wordsOn(marks: readonly Mark[], camera: Camera): Box[] {
  const words = new Map<number, Stroke[]>();
  for (const mark of marks) {
    if (!isStroke(mark) || !mark.group) continue;
    const word = words.get(mark.group);
    if (word) word.push(mark);
    else words.set(mark.group, [mark]);
  }
  return [...words.values()].map((strokes) => boxOf(strokes, camera));
}

/** Rows are painted as wide as their standard deviation on either side. */
function boxOf(strokes: readonly Stroke[], camera: Camera): Box {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { points, width = 0 } of strokes)
    for (const [x, y] of points) {
      [left, right] = [Math.min(left, x - width), Math.max(right, x + width)];
      [bottom, top] = [Math.min(bottom, y - width), Math.max(top, y + width)];
    }
  const [from, to] = [camera.toPixel(left, top), camera.toPixel(right, bottom)];
  return { left: from.x, top: from.y, width: to.x - from.x, height: to.y - from.y };
}
