/** A small live line chart: (curves, axes, size) -> pixels. Fast enough to be drawn on every new figure. */

import { fit, place, spread, ticks, tickText, type Scale } from './scale';

export interface Curve {
  readonly label: string;
  readonly colour: string;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  /** Standard errors of the values, drawn as a light band; null where one is not known. */
  readonly noise?: readonly (number | null)[];
  /** Drawn above the others and thicker: it is pointed at. */
  readonly strong?: boolean;
  /** Lengths of ink and gap, CSS pixels; left out for a whole line. */
  readonly dash?: readonly number[];
  /** Written on the line itself, where several of a colour have to be told apart. */
  readonly name?: string;
}

export interface Axes {
  /** With its unit: "training step", "relative Fisher error (1)". */
  readonly xLabel: string;
  readonly yLabel: string;
  readonly log: boolean;
  /** How far the x axis reaches at least. */
  readonly xMax: number;
  /** Whether the x axis is logarithmic, and so begins where the curves do. */
  readonly xLog?: boolean;
  /** Where a line marks what is looked back at; null or left out for none. */
  readonly cursor?: number | null;
}

export interface Ink {
  readonly text: string;
  readonly line: string;
  readonly font: string;
  /** Behind words that stand on lines. */
  readonly ground: string;
}

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawn {
  readonly area: Area;
  readonly x: Scale;
  readonly y: Scale;
}

const MARGIN = { left: 46, right: 10, top: 22, bottom: 30 };

export function plot(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  curves: readonly Curve[],
  axes: Axes,
  ink: Ink,
): Drawn {
  const area = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: width - MARGIN.left - MARGIN.right,
    height: height - MARGIN.top - MARGIN.bottom,
  };
  const x = xScale(curves, axes);
  const y = fit(valuesOf(curves), axes.log);
  context.clearRect(0, 0, width, height);
  context.font = ink.font;
  drawGrid(context, area, x, y, ink);
  drawLabels(context, area, axes, ink);
  for (const curve of curves) drawBand(context, area, x, y, curve);
  for (const curve of curves) if (!curve.strong) drawCurve(context, area, x, y, curve);
  for (const curve of curves) if (curve.strong) drawCurve(context, area, x, y, curve);
  drawNames(context, area, x, y, curves, ink);
  drawCursor(context, area, x, axes.cursor ?? null, ink);
  return { area, x, y };
}

function xScale(curves: readonly Curve[], { xMax, xLog = false }: Axes): Scale {
  const high = Math.max(xMax, ...curves.map(({ x }) => x.at(-1) ?? 0));
  return { low: xLog ? Math.min(...curves.map(({ x }) => x[0] ?? high)) : 0, high, log: xLog };
}

function* valuesOf(curves: readonly Curve[]): Iterable<number | null> {
  for (const { y } of curves) yield* y;
}

function drawGrid(context: CanvasRenderingContext2D, area: Area, x: Scale, y: Scale, ink: Ink): void {
  context.strokeStyle = ink.line;
  context.fillStyle = ink.text;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of ticks(y, Math.max(2, Math.floor(area.height / 26)))) {
    const top = crisp(area.top + area.height * (1 - place(y, tick)));
    stroke(context, area.left, top, area.left + area.width, top);
    context.fillText(tickText(y, tick), area.left - 6, top);
  }
  context.textBaseline = 'top';
  for (const tick of ticks(x, Math.max(2, Math.floor(area.width / 80)))) {
    const left = area.left + area.width * place(x, tick);
    context.textAlign = left > area.left + area.width - 14 ? 'right' : 'center';
    context.fillText(tickText(x, tick), left, area.top + area.height + 5);
  }
}

function drawLabels(context: CanvasRenderingContext2D, area: Area, axes: Axes, ink: Ink): void {
  context.fillStyle = ink.text;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  const room = area.left + area.width - 6;
  context.fillText(shortened(context, axes.yLabel, room), 2, 2);
  context.textAlign = 'right';
  context.textBaseline = 'bottom';
  context.fillText(
    shortened(context, axes.xLabel, room),
    area.left + area.width,
    area.top + area.height + MARGIN.bottom,
  );
}

/** As much of a label as there is room for; its unit stays whole. */
function shortened(context: CanvasRenderingContext2D, label: string, room: number): string {
  const split = label.lastIndexOf(' (');
  const [words, unit] = split < 0 ? [label, ''] : [label.slice(0, split), label.slice(split)];
  for (let length = words.length; length > 0; length--) {
    const text = length < words.length ? `${words.slice(0, length).trimEnd()}…${unit}` : label;
    if (context.measureText(text).width <= room) return text;
  }
  return unit;
}

function drawCursor(context: CanvasRenderingContext2D, area: Area, x: Scale, cursor: number | null, ink: Ink): void {
  if (cursor === null) return;
  const left = crisp(area.left + area.width * place(x, Math.min(x.high, cursor)));
  context.strokeStyle = ink.text;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  stroke(context, left, area.top, left, area.top + area.height);
  context.setLineDash([]);
}

/** How light a band of errors is, of its curve's ink. */
const BAND_ALPHA = 0.2;

/** One standard error up and down. */
function drawBand(context: CanvasRenderingContext2D, area: Area, x: Scale, y: Scale, curve: Curve): void {
  const { noise } = curve;
  if (!noise) return;
  const rows = strided(curve, area).filter((row) => isDrawn(curve.y[row], y) && (noise[row] ?? null) !== null);
  const edge = (row: number, sign: number): [number, number] => {
    const value = (curve.y[row] ?? 0) + sign * (noise[row] ?? 0);
    const at = y.log && value <= 0 ? 0 : Math.max(0, Math.min(1, place(y, value)));
    return [area.left + area.width * place(x, curve.x[row] ?? 0), area.top + area.height * (1 - at)];
  };
  context.beginPath();
  for (const row of rows) context.lineTo(...edge(row, 1));
  for (const row of [...rows].reverse()) context.lineTo(...edge(row, -1));
  context.closePath();
  context.globalAlpha = BAND_ALPHA;
  context.fillStyle = curve.colour;
  context.fill();
  context.globalAlpha = 1;
}

/** The rows of a curve that are drawn: more than pixels show nothing. */
function strided({ x }: Curve, { width }: Area): number[] {
  const stride = Math.max(1, Math.floor(x.length / (2 * width)));
  return Array.from({ length: Math.ceil(x.length / stride) }, (_, index) => index * stride);
}

function isDrawn(value: number | null | undefined, { log }: Scale): value is number {
  return value !== null && value !== undefined && Number.isFinite(value) && !(log && value <= 0);
}

function drawCurve(context: CanvasRenderingContext2D, area: Area, x: Scale, y: Scale, curve: Curve): void {
  context.strokeStyle = curve.colour;
  context.lineWidth = curve.strong ? 3.5 : 1.75;
  context.lineJoin = 'round';
  context.setLineDash([...(curve.dash ?? [])]);
  context.beginPath();
  let pen = false;
  for (const index of strided(curve, area)) {
    const value = curve.y[index];
    if (!isDrawn(value, y)) {
      pen = false;
      continue;
    }
    const left = area.left + area.width * place(x, curve.x[index] ?? 0);
    const top = area.top + area.height * (1 - place(y, value));
    if (pen) context.lineTo(left, top);
    else context.moveTo(left, top);
    pen = true;
  }
  context.stroke();
  context.setLineDash([]);
}

/** Height of a line of words, CSS pixels. */
const LINE = 12;

/** Names on their lines, near the left end, none upon another. */
function drawNames(
  context: CanvasRenderingContext2D,
  area: Area,
  x: Scale,
  y: Scale,
  curves: readonly Curve[],
  ink: Ink,
): void {
  const named = curves.flatMap(({ name, colour, x: xs, y: ys }) => {
    const first = ys.findIndex((value) => value !== null && Number.isFinite(value) && (!y.log || value > 0));
    if (!name || first < 0) return [];
    const left = area.left + area.width * place(x, xs[first] ?? x.low);
    return [{ name, colour, left: left + 4, top: area.top + area.height * (1 - place(y, ys[first] ?? 0)) }];
  });
  const tops = spread(
    named.map(({ top }) => top + 7),
    LINE,
    area.top + 4,
    area.top + area.height - 6,
  );
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.strokeStyle = ink.ground;
  named.forEach(({ name, colour, left }, index) => {
    context.fillStyle = colour;
    context.strokeText(name, left, tops[index] ?? 0);
    context.fillText(name, left, tops[index] ?? 0);
  });
}

function stroke(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function crisp(position: number): number {
  return Math.round(position) + 0.5;
}
