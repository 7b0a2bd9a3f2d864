/** The series that panels are compared by, and what is read off them at a position. */

import type { Panel, Reel } from '../live/panel.svelte';
import type { Axis, Series } from '../live/series';

/** Figures count for a position if they were measured at this share of it or later. */
const NEAR = 0.9;

/** Reading the newest figures makes whoever asks follow them. */
export function followed(panel: Panel, reel: Reel): Series {
  void (reel === 'training' ? panel.metrics : panel.walkedStep);
  return reel === 'training' ? panel.series : panel.tapes.walked;
}

export function isCost(name: string): name is Axis {
  return name === 'step' || name === 'seconds';
}

export function valueOf(series: Series, name: string, axis: Axis, position: number): number | null {
  if (!isCost(name)) return series.valueAt(name, axis, position);
  const row = series.rowAt(axis, position);
  return row < 0 ? null : (series.positions(name)[row] ?? null);
}

/** Whether anything, or this measure, was measured not long before a position. */
export function measuredNear(series: Series, axis: Axis, position: number, name?: string): boolean {
  const step = name === undefined ? null : series.stepOf(name, axis, position);
  if (name !== undefined && step === null) return false;
  const row = step === null ? series.rowAt(axis, position) : series.rowAt('step', step);
  return row >= 0 && (series.positions(axis)[row] ?? 0) >= NEAR * position;
}
