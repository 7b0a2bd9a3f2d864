/** A small live line chart: (curves, axes, size) -> pixels. Fast enough to be drawn on every new figure. */

import { fit, place, ticks, tickText, type Scale } from './scale';

export interface Curve {
  readonly label: string;
  readonly colour: string;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  /** Drawn above the others and thicker: it is pointed at. */
  readonly strong?: boolean;
}

export interface Axes {
  /** With its unit: "training step", "relative Fisher error (1)". */
  readonly xLabel: string;
  readonly yLabel: string;
  readonly log: boolean;
  /** How far the x axis reaches at least. */
  readonly xMax: number;
  /** Where a line marks what is looked back at; null or left out for none. */
  readonly cursor?: number | null;
}

export interface Ink {
  readonly text: string;
  readonly line: string;
  readonly font: string;
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
  const last = Math.max(axes.xMax, ...curves.map(({ x }) => x.at(-1) ?? 0));
  const x: Scale = { low: 0, high: last, log: false };
  const y = fit(valuesOf(curves), axes.log);
  context.clearRect(0, 0, width, height);
  context.font = ink.font;
  drawGrid(context, area, x, y, ink);
  drawLabels(context, area, axes, ink);
  for (const curve of curves) if (!curve.strong) drawCurve(context, area, x, y, curve);
  for (const curve of curves) if (curve.strong) drawCurve(context, area, x, y, curve);
  drawCursor(context, area, x, axes.cursor ?? null, ink);
  return { area, x, y };
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
  context.fillText(axes.yLabel, 2, 2);
  context.textAlign = 'right';
  context.textBaseline = 'bottom';
  context.fillText(axes.xLabel, area.left + area.width, area.top + area.height + MARGIN.bottom);
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

function drawCurve(context: CanvasRenderingContext2D, area: Area, x: Scale, y: Scale, curve: Curve): void {
  context.strokeStyle = curve.colour;
  context.lineWidth = curve.strong ? 3.5 : 1.75;
  context.lineJoin = 'round';
  context.beginPath();
  let pen = false;
  const stride = Math.max(1, Math.floor(curve.x.length / (2 * area.width)));
  for (let index = 0; index < curve.x.length; index += stride) {
    const value = curve.y[index];
    if (value === null || value === undefined || !Number.isFinite(value) || (y.log && value <= 0)) {
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
