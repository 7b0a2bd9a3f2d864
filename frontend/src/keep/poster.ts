/** Panels as one picture for a slide: a title, each panel with its name and figures, and what the marks mean. */

import { type Added, paintAdded } from '../seen/painted';

export interface PosterPanel {
  readonly number: number;
  readonly colour: string;
  readonly title: string;
  /** One line of figures with their units. */
  readonly figures: string;
  /** What the particles say of the shares, and its colour; empty where nothing walked. */
  readonly verdict: { readonly words: string; readonly colour: string };
  /** By which sampler, on which field, how far. */
  readonly walk: string;
  readonly canvas: HTMLCanvasElement;
  /** What the lens adds to it. */
  readonly added: Added;
}

export interface LegendMark {
  readonly kind: 'arrow' | 'line' | 'dot' | 'ramp';
  /** One colour, or those of a ramp from its low end to its high end. */
  readonly colours: readonly string[];
  readonly words: string;
}

export interface PosterContent {
  readonly title: string;
  readonly panels: readonly PosterPanel[];
  readonly legend: readonly LegendMark[];
}

export interface PosterInk {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly font: string;
  /** Of a token of the theme, such as `--warn`. */
  readonly colour: (token: string) => string;
}

/** CSS pixels. */
const [EDGE, GAP, MARGIN, HEAD, FOOT, TITLE, LEGEND] = [360, 16, 24, 48, 52, 44, 40];

/** Of its full size, what a line of text may shrink to. */
const SMALLEST = 0.75;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Columns as on the page: as few rows as fit a wide slide. */
function columnsOf(count: number): number {
  return count <= 4 ? Math.max(1, count) : Math.ceil(count / 2);
}

export function sizeOf(count: number): Size {
  const columns = columnsOf(count);
  const rows = Math.ceil(count / columns);
  return {
    width: 2 * MARGIN + columns * EDGE + (columns - 1) * GAP,
    height: MARGIN + TITLE + rows * (HEAD + EDGE + FOOT) + (rows - 1) * GAP + LEGEND + MARGIN,
  };
}

/** Paint the poster so that it fills `size`, which is that of `sizeOf`, `scale` times as large. */
export function paintPoster(
  pen: CanvasRenderingContext2D,
  content: PosterContent,
  ink: PosterInk,
  scale: number,
): void {
  const { width, height } = sizeOf(content.panels.length);
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.textBaseline = 'middle';
  pen.fillStyle = ink.ground;
  pen.fillRect(0, 0, width, height);
  write(pen, content.title, MARGIN, MARGIN + TITLE / 2 - 8, width - 2 * MARGIN, `600 20px ${ink.font}`, ink.text);
  const columns = columnsOf(content.panels.length);
  content.panels.forEach((panel, at) => {
    const x = MARGIN + (at % columns) * (EDGE + GAP);
    const y = MARGIN + TITLE + Math.floor(at / columns) * (HEAD + EDGE + FOOT + GAP);
    paintPanel(pen, panel, x, y, ink);
  });
  paintLegend(pen, content.legend, height - MARGIN - LEGEND / 2, width, ink);
}

function paintPanel(pen: CanvasRenderingContext2D, panel: PosterPanel, x: number, y: number, ink: PosterInk): void {
  pen.fillStyle = panel.colour;
  pen.beginPath();
  pen.arc(x + 11, y + 12, 11, 0, 2 * Math.PI);
  pen.fill();
  pen.textAlign = 'center';
  write(pen, String(panel.number), x + 11, y + 12.5, 20, `700 12px ${ink.font}`, ink.ground);
  pen.textAlign = 'left';
  write(pen, panel.title, x + 30, y + 12, EDGE - 30, `600 15px ${ink.font}`, ink.text);
  write(pen, panel.figures, x, y + 34, EDGE, `12px ${ink.font}`, ink.quiet);
  pen.drawImage(panel.canvas, x, y + HEAD, EDGE, EDGE);
  pen.save();
  pen.translate(x, y + HEAD);
  const colour = (token: string) => (token === '--panel' ? panel.colour : ink.colour(token));
  paintAdded(pen, panel.added, EDGE, { colour, font: ink.font });
  pen.restore();
  const foot = y + HEAD + EDGE;
  write(pen, panel.verdict.words, x, foot + 18, EDGE, `600 17px ${ink.font}`, panel.verdict.colour || ink.text);
  write(pen, panel.walk, x, foot + 40, EDGE, `12px ${ink.font}`, ink.quiet);
}

function paintLegend(
  pen: CanvasRenderingContext2D,
  legend: readonly LegendMark[],
  y: number,
  width: number,
  ink: PosterInk,
): void {
  const font = `12px ${ink.font}`;
  pen.font = font;
  const widths = legend.map(({ kind, words }) => (kind === 'ramp' ? 72 : 30) + pen.measureText(words).width + 20);
  const total = widths.reduce((sum, each) => sum + each, 0);
  // what does not fit in one row at full size is set smaller, never cut
  const fit = Math.min(1, (width - 2 * MARGIN) / Math.max(1, total));
  pen.save();
  pen.translate(MARGIN, y);
  pen.scale(fit, fit);
  let x = 0;
  legend.forEach((mark, at) => {
    const taken = paintMark(pen, mark, x);
    write(pen, mark.words, x + taken, 0, Infinity, font, ink.text);
    x += widths[at] ?? 0;
  });
  pen.restore();
}

function paintMark(pen: CanvasRenderingContext2D, { kind, colours }: LegendMark, x: number): number {
  const [colour = '#808080'] = colours;
  pen.fillStyle = pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  if (kind === 'ramp') {
    const ramp = pen.createLinearGradient(x, 0, x + 60, 0);
    colours.forEach((stop, at) => ramp.addColorStop(at / Math.max(1, colours.length - 1), stop));
    pen.fillStyle = ramp;
    pen.fillRect(x, -5, 60, 10);
    return 68;
  }
  if (kind === 'dot') {
    pen.arc(x + 10, 0, 3, 0, 2 * Math.PI);
    pen.fill();
    return 22;
  }
  pen.moveTo(x, 0);
  pen.lineTo(x + 20, 0);
  if (kind === 'arrow') {
    pen.moveTo(x + 14, -5);
    pen.lineTo(x + 20, 0);
    pen.lineTo(x + 14, 5);
  }
  pen.stroke();
  return 26;
}

/** One line of text in its room: set smaller where it is too long, down to a size that is still read, then shortened. */
function write(
  pen: CanvasRenderingContext2D,
  words: string,
  x: number,
  y: number,
  room: number,
  font: string,
  colour: string,
): void {
  pen.font = font;
  pen.fillStyle = colour;
  let shown = words;
  while (shown.length > 1 && SMALLEST * pen.measureText(shown).width > room) shown = `${shown.slice(0, -2)}…`;
  const fit = Math.min(1, room / Math.max(1, pen.measureText(shown).width));
  pen.save();
  pen.translate(x, y);
  pen.scale(fit, fit);
  pen.fillText(shown, 0, 0);
  pen.restore();
}
