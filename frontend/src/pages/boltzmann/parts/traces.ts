/** Layers of curves as charts: one chart a curve, in it every run in its own colour. */

import type { Curve } from '../../../chart/plot';
import type { Frame } from '../../../stream/decoder';

export interface Traced {
  readonly label: string;
  readonly colour: string;
  readonly frame: Frame | null;
}

/** The curve of this name of every run; from `from` on, as a logarithmic axis has no zero. */
export function traced(runs: readonly Traced[], name: string, from = -Infinity): Curve[] {
  const curves = curvesOf(runs, name, from);
  const end = Math.max(0, ...curves.map(({ x }) => x.at(-1) ?? 0));
  // what came to its end at once is a level to hold the others against
  return curves.map((curve) =>
    curve.x.length === 1 && end > (curve.x[0] ?? end)
      ? { ...curve, x: [...curve.x, end], y: [...curve.y, ...curve.y], dash: [4, 3] }
      : curve,
  );
}

function curvesOf(runs: readonly Traced[], name: string, from: number): Curve[] {
  return runs.flatMap(({ label, colour, frame }) => {
    const line = frame?.shape === 'curves' ? frame.curves.get(name) : undefined;
    if (!line) return [];
    const y = Array.from(line.y, (value) => (Number.isFinite(value) ? value : null));
    const points = Array.from(line.x, (at, row) => ({ at, value: y[row] ?? null })).filter(({ at }) => at >= from);
    return [{ label, colour, x: points.map(({ at }) => at), y: points.map(({ value }) => value) }];
  });
}
