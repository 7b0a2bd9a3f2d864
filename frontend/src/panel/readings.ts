/** What a panel says of a point, as figures with units: exact from the server, or at once from the newest field. */

import type { Point } from '../lib/camera';
import { formatNumber } from '../lib/format';
import { sampleGrid, type Grid } from '../render/grid';
import type { Found } from '../sight/probe.svelte';

export interface Figures {
  /** Whether the server has said it; else it lies between the cells of the newest field. */
  readonly exact: boolean;
  readonly score: Point;
  /** Of the learnt score, 1/unit. */
  readonly length: number;
  readonly truth: Point | null;
  /** |learnt - exact|, 1/unit. */
  readonly error: number | null;
  /** nats, of an energy model. */
  readonly logDensity: number | null;
  /** nats, of the exact target. */
  readonly trueLogDensity: number | null;
}

/** The server's reading; null where the field is not finite there. */
export function exactFigures({ reading, logDensity }: Found): Figures | null {
  if (!reading.score) return null;
  const [x, y] = reading.score;
  const truth = reading.true_score && { x: reading.true_score[0], y: reading.true_score[1] };
  return figures({ x, y }, truth, logDensity, reading.true_log_density, true);
}

/** Between the cells of the newest field, while the exact reading is on its way. */
export function instantFigures(at: Point, field: Grid, truth: Grid | null): Figures {
  const sample = (grid: Grid): Point => ({
    x: sampleGrid(grid, at.x, at.y, 2, 0),
    y: sampleGrid(grid, at.x, at.y, 2, 1),
  });
  return figures(sample(field), truth && sample(truth), null, null, false);
}

function figures(
  score: Point,
  truth: Point | null,
  logDensity: number | null,
  trueLogDensity: number | null,
  exact: boolean,
): Figures {
  const error = truth && Math.hypot(score.x - truth.x, score.y - truth.y);
  return { exact, score, length: Math.hypot(score.x, score.y), truth, error, logDensity, trueLogDensity };
}

/** `(1.20, −0.31)`: as many decimals as can be read off a panel. */
export function pair({ x, y }: Point, decimals = 2): string {
  return `(${[x, y].map((value) => value.toFixed(decimals).replace('-', '−')).join(', ')})`;
}

/** A ratio of densities from its logarithm: as a number, or as a power of ten where that would be too long. */
export function ratioText(logRatio: number): string {
  const power = logRatio / Math.LN10;
  return Math.abs(power) < 6 ? formatNumber(Math.exp(logRatio)) : `10^${formatNumber(power)}`;
}
