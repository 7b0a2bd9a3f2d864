/** The large chart as plotly wants it: any measure of all panels over steps or seconds, with the seeds' intervals. */

import type { Data, Layout, Shape } from 'plotly.js-dist-min';

import { formatNumber, inUnits } from '../lib/format';
import type { Comparison } from '../desk/comparison.svelte';
import { followed, isCost } from '../desk/followed';
import type { Column } from '../desk/verdicts';
import { Series, type Axis } from '../live/series';

/** Points of one curve that are handed to plotly: more than pixels of its width show nothing. */
const MAX_POINTS = 600;
export const LINE_WIDTH = 2;
/** Places along the axis at which a band has an interval. */
const BAND_POINTS = 60;

export interface FigureInk {
  readonly text: string;
  readonly line: string;
  readonly ground: string;
  readonly font: string;
}

export interface Figure {
  readonly data: Data[];
  readonly layout: Partial<Layout>;
}

interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash?: 'dot';
}

interface Line {
  readonly x: number[];
  readonly y: (number | null)[];
}

export function figureOf(
  comparison: Comparison,
  column: Column,
  unit: string,
  colour: (index: number) => string,
  ink: FigureInk,
  label: (index: number) => string = (index) => `panel ${index + 1}`,
): Figure {
  const { axis } = comparison;
  const log = comparison.log ?? column.log;
  const panels = comparison.subjects().map((_, index) => index);
  const bands = panels.flatMap((index) => bandOf(comparison, column, index, colour(index), label(index)));
  const noise = panels.flatMap((index) => [
    ...errorsOf(comparison, column, index, colour(index)),
    ...floorsOf(comparison, column, index, colour(index), label(index)),
  ]);
  const lines = panels.map((index) => {
    const { x, y } = lineOf(comparison, column, index);
    return trace(label(index), x, y, { color: colour(index), width: LINE_WIDTH });
  });
  const what = column.of === 'training' ? 'training' : 'walk';
  return {
    data: [...noise, ...bands, ...lines],
    layout: {
      ...SHAPE,
      font: { family: ink.font, size: 12, color: ink.text },
      paper_bgcolor: ink.ground,
      plot_bgcolor: ink.ground,
      xaxis: {
        ...axisLook(ink),
        title: { text: axis === 'step' ? `${what} step` : `${what} time (s)` },
        rangemode: 'tozero',
      },
      yaxis: {
        ...axisLook(ink),
        title: { text: unit ? `${column.title} (${unit})` : column.title },
        type: log ? 'log' : 'linear',
        // 1, 2 and 5 of each decade: all nine would be read by nobody; in full, for plotly would write 5 for 0.5
        ...(log ? { dtick: 'D2', tickformat: '~g' } : { exponentformat: 'power' }),
      },
      shapes: cursorOf(comparison.playback.at(column.of), ink),
    },
  };
}

const SHAPE: Partial<Layout> = {
  autosize: true,
  margin: { l: 64, r: 16, t: 12, b: 48 },
  hovermode: 'x unified',
  // figures come seldom: wherever the pointer is, the nearest of every panel are read
  hoverdistance: -1,
  showlegend: true,
  // areas between curves would turn the order round
  legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', traceorder: 'normal' },
  // the reader's own zoom survives the next figures
  uirevision: 'kept',
};

function axisLook(ink: FigureInk): Partial<Layout['xaxis']> {
  return { gridcolor: ink.line, zerolinecolor: ink.line, linecolor: ink.line, automargin: true };
}

function trace(name: string, x: number[], y: (number | null)[], line: Stroke): Data {
  return { type: 'scatter', mode: 'lines', name, x, y, line, connectgaps: true, hovertemplate: '%{y:.4g}' };
}

/** What plotly draws between two edges: the area, in a light ink, and nothing else. */
function between(x: number[], low: (number | null)[], high: (number | null)[], color: string, alpha: string): Data[] {
  const edge: Partial<Data> = { mode: 'none', showlegend: false, hoverinfo: 'skip' };
  return [
    { ...edge, type: 'scatter', x, y: low } as Data,
    { ...edge, type: 'scatter', x, y: high, fill: 'tonexty', fillcolor: `${color}${alpha}` } as Data,
  ];
}

/** One standard error up and down, of a panel that was not repeated. */
function errorsOf(comparison: Comparison, column: Column, index: number, color: string): Data[] {
  if (column.error === null || comparison.repetition(index, column.of)) return [];
  const line = lineOf(comparison, column, index);
  const errors = lineOf(comparison, { ...column, name: column.error }, index);
  const noise = new Map(errors.x.map((x, at) => [x, errors.y[at] ?? 0]));
  const rows = line.x.flatMap((x, at) => {
    const [value, error] = [line.y[at] ?? null, noise.get(x)];
    return value === null || error === undefined ? [] : [{ x, value, error }];
  });
  if (rows.length === 0) return [];
  return between(
    rows.map(({ x }) => x),
    rows.map(({ value, error }) => value - error),
    rows.map(({ value, error }) => value + error),
    color,
    '2b',
  );
}

/** What exact samples score: a dotted line at the mean, and the area up to their 95 % quantile. */
function floorsOf(comparison: Comparison, column: Column, index: number, color: string, label: string): Data[] {
  if (column.floor === null) return [];
  const floor = lineOf(comparison, { ...column, name: column.floor }, index);
  const most = column.floor_95 === null ? floor : lineOf(comparison, { ...column, name: column.floor_95 }, index);
  if (floor.x.length === 0) return [];
  const line = { color, width: 1, dash: 'dot' } as const;
  const name = `${label}, exact samples`;
  const mean = { ...(trace(name, floor.x, floor.y, line) as object), showlegend: false } as Data;
  return [...(most.x.length === floor.x.length ? between(floor.x, floor.y, most.y, color, '1c') : []), mean];
}

function lineOf(comparison: Comparison, column: Column, index: number): Line {
  const panel = comparison.panelAt(index);
  if (!panel) return { x: [], y: [] };
  const series = followed(panel, column.of);
  const { name } = column;
  const values = isCost(name) ? series.positions(name) : series.values(name);
  const stride = Math.max(1, Math.ceil(series.steps.length / MAX_POINTS));
  const rows = [...series.steps.keys()].filter((row) => row % stride === 0 || row === series.steps.length - 1);
  const positions = series.positions(comparison.axis);
  const known = rows.filter((row) => values[row] !== null && values[row] !== undefined);
  return { x: known.map((row) => positions[row] ?? 0), y: known.map((row) => values[row] ?? null) };
}

/** Low and high ends with the area between them, and the mean; nothing for a panel that was not repeated. */
function bandOf(comparison: Comparison, column: Column, index: number, color: string, label: string): Data[] {
  const series = comparison.repetition(index, column.of)?.[column.of] ?? [];
  const places = bandPlaces(series, column.name, comparison.axis);
  const points = places.flatMap((x) => {
    const interval = comparison.interval(index, column, x);
    return interval ? [{ x, interval }] : [];
  });
  if (points.length === 0) return [];
  const x = points.map((point) => point.x);
  const name = `${label}, mean of ${series.length} seeds`;
  return [
    ...between(
      x,
      points.map(({ interval }) => interval.mean - interval.half),
      points.map(({ interval }) => interval.mean + interval.half),
      color,
      '33',
    ),
    {
      ...(trace(name, x, [], { color, width: 1 }) as object),
      y: points.map(({ interval }) => interval.mean),
      line: { color, width: 1, dash: 'dot' },
      customdata: points.map(({ interval }) => formatNumber(interval.half)),
      hovertemplate: '%{y:.4g} ± %{customdata}',
    } as Data,
  ];
}

/** Where a band has its corners: at the very steps that all seeds were measured at, or evenly along the seconds. */
function bandPlaces(series: readonly Series[], name: string, axis: Axis): number[] {
  const end = Math.min(...series.map((each) => each.last(axis)));
  if (!Number.isFinite(end)) return [];
  if (axis === 'seconds' || isCost(name))
    return Array.from({ length: BAND_POINTS + 1 }, (_, i) => (end * i) / BAND_POINTS);
  return (series[0]?.steps ?? []).filter((step) => Series.common(series, name, step) === step);
}

function cursorOf(at: number | null, ink: FigureInk): Partial<Shape>[] {
  if (at === null) return [];
  const line = { color: ink.text, width: 1, dash: 'dash' } as const;
  return [{ type: 'line', x0: at, x1: at, yref: 'paper', y0: 0, y1: 1, line }];
}

/** What stands behind a panel's name where losses of several units share a chart, so that nobody compares them. */
export function unitBehind(column: Column, lossUnits: readonly string[], index: number): string {
  return column.unit || new Set(lossUnits).size < 2 ? '' : ` (${lossUnits[index] || '1'})`;
}

/** A measure's unit as it is written; a loss has that of its objective, if all panels have the same one. */
export function unitOf(column: Column, lossUnits: readonly string[]): string {
  if (column.unit) return inUnits(column.unit);
  const [first, ...others] = lossUnits;
  return first !== undefined && others.every((other) => other === first) ? first : "each objective's own";
}
