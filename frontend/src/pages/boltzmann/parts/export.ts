/** What leaves a room: its pictures as one PNG, its curves as a table, its specification and figures as JSON. */

import type { Frame } from '../../../stream/decoder';

export interface Shown {
  readonly title: string;
  /** A line a figure: "wrong pixels 0.5 %". */
  readonly figures: readonly string[];
  readonly canvas: HTMLCanvasElement;
}

/** Every article of a room with the first of its pictures, as they stand on the page. */
export function shownIn(room: ParentNode): Shown[] {
  return [...room.querySelectorAll('article[data-run]')].flatMap((article) => {
    const canvas = article.querySelector<HTMLCanvasElement>('canvas[data-layer]');
    if (!canvas) return [];
    const figures = [...article.querySelectorAll('dl > *')].map((each) =>
      [...each.children].map((part) => (part.textContent ?? '').replace(/\s+/g, ' ').trim()).join(' '),
    );
    return [{ title: article.getAttribute('aria-label') ?? '', figures, canvas }];
  });
}

const [EDGE, GAP, LINE] = [480, 24, 24];

/** The pictures side by side, each as large as its edge allows, with what is written under them. */
export function sheetOf(
  all: readonly Shown[],
  ink: { readonly ground: string; readonly text: string; readonly font: string },
) {
  const canvas = document.createElement('canvas');
  const lines = 1 + Math.max(0, ...all.map(({ figures }) => figures.length));
  canvas.width = GAP + all.length * (EDGE + GAP);
  canvas.height = 2 * GAP + EDGE + lines * LINE;
  const pen = canvas.getContext('2d');
  if (!pen) return canvas;
  pen.fillStyle = ink.ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = 'top';
  all.forEach(({ title, figures, canvas: picture }, index) => {
    const left = GAP + index * (EDGE + GAP);
    const scale = EDGE / Math.max(picture.width, picture.height);
    pen.imageSmoothingEnabled = scale < 1;
    pen.drawImage(picture, left, GAP, picture.width * scale, picture.height * scale);
    pen.fillStyle = ink.text;
    [title, ...figures].forEach((line, row) => {
      pen.font = `${row === 0 ? '600 ' : ''}15px ${ink.font}`;
      pen.fillText(line, left, GAP + EDGE + 8 + row * LINE, EDGE);
    });
  });
  return canvas;
}

/** One row a point of every curve: run, curve, x, y; empty where there is no value. */
export function tableOf(frames: readonly { readonly title: string; readonly frame: Frame | null }[]): string {
  const rows = ['run,layer,curve,x,y'];
  for (const { title, frame } of frames) {
    if (frame?.shape !== 'curves') continue;
    for (const [name, { x, y }] of frame.curves)
      x.forEach((at, row) => {
        const value = y[row] ?? NaN;
        rows.push(
          [`"${title.replaceAll('"', '""')}"`, frame.kind, name, at, Number.isFinite(value) ? value : ''].join(','),
        );
      });
  }
  return `${rows.join('\r\n')}\r\n`;
}
