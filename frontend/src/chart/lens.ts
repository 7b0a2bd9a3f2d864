/** The curves of a lens as charts: one chart a quantity, every panel in its own colour. */

import { panelColour, type ThemeName } from '../lib/colour';
import { inUnits } from '../lib/format';
import type { Panel } from '../live/panel.svelte';
import type { Axes, Curve } from './plot';

export interface LensChart {
  readonly axes: Axes;
  readonly curves: readonly Curve[];
}

/** By which the curves of one colour are told apart. */
const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3]];
/** A quantity that spans more than this is drawn on a logarithmic axis. */
const DECADES = 100;
/** ... unless it spans so much that only its top can matter. */
const HOPELESS = 1e6;

export function lensCharts(panels: readonly Panel[], theme: ThemeName): LensChart[] {
  const groups = new Map<string, { xLabel: string; xLog: boolean; curves: Curve[] }>();
  const first = panels.findIndex(({ look }) => look !== null);
  panels.forEach((panel, index) => {
    const { curves: infos = {} } = panel.look?.look ?? {};
    for (const [name, { x, y }] of panel.look?.curves ?? []) {
      const info = infos[name];
      // what is of the target is drawn once
      if (!info || (info.of_target && index !== first)) continue;
      const group = groups.get(info.y_label) ?? { xLabel: info.x_label, xLog: info.log_x, curves: [] };
      const names = Object.keys(infos).filter((other) => infos[other]?.y_label === info.y_label);
      // finite ones only; a chart runs from left to right
      const points = Array.from(x, (at, i): [number, number] => [at, y[i] ?? NaN]).sort(([a], [b]) => a - b);
      const label = panels.length > 1 && !info.of_target ? `panel ${index + 1}, ${name}` : name;
      const dash = DASHES[names.indexOf(name) % DASHES.length] ?? [];
      group.curves.push({
        label,
        colour: info.of_target ? 'currentColor' : panelColour(index, theme),
        ...(names.length > 1 ? { dash, name } : {}),
        x: points.map(([at]) => at),
        y: points.map(([, value]) => (Number.isFinite(value) ? value : null)),
      });
      groups.set(info.y_label, group);
    }
  });
  return [...groups].map(([yLabel, { xLabel, xLog, curves }]) => ({
    axes: { xLabel, xLog, yLabel: inUnits(yLabel), log: xLog || spansDecades(curves), xMax: 0 },
    curves,
  }));
}

function spansDecades(curves: readonly Curve[]): boolean {
  const values = curves.flatMap(({ y }) => y).filter((value) => value !== null);
  const low = Math.min(...values);
  const ratio = Math.max(...values) / low;
  return values.length > 0 && low > 0 && ratio > DECADES && ratio < HOPELESS;
}
