/** The charts there are, from what the catalogue says of measures, and where each finds its numbers. */

import type { Panel } from '../live/panel.svelte';
import type { Axis } from '../live/series';
import type { Measure } from '../protocol/generated';
import type { Curve } from './plot';

export interface ChartKind {
  readonly title: string;
  readonly label: string;
  /** Measures by preference: the first that a run reports is drawn. */
  readonly measures: readonly string[];
  /** Under which name each is sent its standard error, by the measure's name. */
  readonly errors: Readonly<Record<string, string>>;
  /** Null where it belongs to the objective. */
  readonly unit: string | null;
  readonly log: boolean;
  /** Whether panels can be compared on one axis. */
  readonly shared: boolean;
}

/** Those that panels can be compared by stand first. */
export function chartsOf(measures: readonly Measure[]): ChartKind[] {
  const charts = new Map<string, Measure[]>();
  for (const measure of measures)
    if (measure.chart) charts.set(measure.chart.title, [measure, ...(charts.get(measure.chart.title) ?? [])]);
  const kinds = [...charts].flatMap(([title, [first, ...others]]): ChartKind[] =>
    first
      ? [
          {
            title,
            label: first.chart?.label ?? '',
            measures: [first, ...others].map(({ name }) => name),
            errors: errorsOf([first, ...others]),
            unit: first.unit || null,
            log: first.log,
            shared: first.comparable,
          },
        ]
      : [],
  );
  return [...kinds.filter(({ shared }) => shared), ...kinds.filter(({ shared }) => !shared)];
}

function errorsOf(measures: readonly Measure[]): Record<string, string> {
  return Object.fromEntries(measures.flatMap(({ name, error }) => (error === null ? [] : [[name, error]])));
}

const LOSS = 'loss';
/** The loss on points a run never trains on. */
export const HELD_OUT = 'held_out_loss';
export const HELD_OUT_ERROR = 'held_out_loss_se';

/** Whether the loss on held-out points belongs in this chart as well. */
export function holdsOut({ measures }: ChartKind): boolean {
  return measures.includes(LOSS);
}

export function curveOf(panel: Panel, { measures, errors }: ChartKind, axis: Axis, colour: string): Curve {
  const measure = measures.find((name) => panel.measure(name) !== null) ?? measures.at(-1) ?? '';
  const { series } = panel;
  const noise = series.values(errors[measure] ?? '');
  const curve = { label: `panel ${panel.index + 1}`, colour, x: series.positions(axis), y: series.values(measure) };
  return noise.length > 0 ? { ...curve, noise } : curve;
}
