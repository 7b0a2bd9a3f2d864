/** Bars from a common ground, one group a place, one bar a series in it. */

import { Mark, type Sheet } from '../mark';
import { spanOf } from './curves';

export interface Bars {
  readonly series: ReadonlyMap<string, Float32Array>;
}

export interface BarLook {
  /** The first series'; more take turns. */
  readonly colours: readonly string[];
}

/** Of a bar's place, what is left free. */
const GAP = 0.2;

export class BarMark extends Mark<Bars, BarLook> {
  protected override paint({ series }: Bars, { colours }: BarLook, { pen, camera: { size } }: Sheet): void {
    const all = [...series.values()];
    const span = spanOf(all);
    if (!span) return;
    const [low, high] = [Math.min(0, span[0]), Math.max(0, span[1])];
    const height = (value: number) => (high > low ? ((value - low) / (high - low)) * size : 0);
    const place = size / Math.max(...all.map(({ length }) => length));
    const thick = (place * (1 - GAP)) / all.length;
    pen.globalAlpha = 1;
    all.forEach((values, index) => {
      pen.fillStyle = colours[index % colours.length]!;
      values.forEach((value, at) => {
        if (!Number.isFinite(value)) return;
        const left = at * place + (place * GAP) / 2 + index * thick;
        pen.fillRect(left, size - height(Math.max(value, 0)), thick, height(Math.abs(value) + low));
      });
    });
  }
}
