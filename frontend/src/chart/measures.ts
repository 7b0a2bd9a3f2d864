/** The charts there are, and where each finds its numbers. */

import type { Panel } from '../live/panel.svelte';
import type { Axis } from '../live/series';
import type { Curve } from './plot';

interface ChartKind {
  readonly title: string;
  readonly label: string;
  /** Measures by preference: the first that a run reports is drawn. */
  readonly measures: readonly string[];
  /** Null where it belongs to the objective. */
  readonly unit: string | null;
  readonly log: boolean;
  /** Whether panels can be compared on one axis. */
  readonly shared: boolean;
}

export const CHARTS = {
  // a denoiser is judged against its own smoothed target, the only one it can reach
  error: {
    title: 'Error',
    label: 'relative Fisher error',
    measures: ['relative_fisher_error_smoothed', 'relative_fisher_error'],
    unit: '1',
    log: true,
    shared: true,
  },
  angle: {
    title: 'Angle',
    label: 'mean angle to the true score',
    measures: ['angle_deg'],
    unit: 'degrees',
    log: true,
    shared: true,
  },
  loss: { title: 'Loss', label: 'loss', measures: ['loss'], unit: null, log: false, shared: false },
} as const satisfies Record<string, ChartKind>;

/** The loss on points a run never trains on. */
export const HELD_OUT = 'held_out_loss';

export type ChartName = keyof typeof CHARTS;

export function curveOf(panel: Panel, { measures }: ChartKind, axis: Axis, colour: string): Curve {
  const measure = measures.find((name) => panel.measure(name) !== null) ?? measures.at(-1) ?? '';
  const { series } = panel;
  return { label: `panel ${panel.index + 1}`, colour, x: series.positions(axis), y: series.values(measure) };
}
