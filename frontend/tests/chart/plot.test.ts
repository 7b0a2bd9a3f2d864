import { expect, it } from 'vitest';

import { plot, type Curve } from '../../src/chart/plot';
import { place } from '../../src/chart/scale';

const AXES = { xLabel: 'step', yLabel: 'error', log: false, xMax: 20 };
const INK = { text: '#111', line: '#222', ground: '#fff', font: 'sans' };

/** Corners of each area that is filled, in pixels. */
function filled(curve: Curve) {
  const areas: [number, number][][] = [];
  let path: [number, number][] = [];
  const pen = new Proxy<Record<string, unknown>>(
    {
      beginPath: () => (path = []),
      lineTo: (x: number, y: number) => path.push([x, y]),
      fill: () => areas.push(path),
      measureText: () => ({ width: 10 }),
    },
    { get: (known, name: string) => known[name] ?? (() => undefined) },
  );
  const drawn = plot(pen as unknown as CanvasRenderingContext2D, 300, 200, [curve], AXES, INK);
  const { area, x, y } = drawn;
  const at = (step: number, value: number) => [
    area.left + area.width * place(x, step),
    area.top + area.height * (1 - place(y, value)),
  ];
  return { areas, at };
}

it('draws errors as an area: there along value + error, back along value - error', () => {
  const curve = { label: 'panel 1', colour: 'blue', x: [0, 10, 20], y: [1, 2, 3], noise: [0.125, 0.25, null] };
  const { areas, at } = filled(curve);
  expect(areas).toEqual([[at(0, 1.125), at(10, 2.25), at(10, 1.75), at(0, 1)]]);
});

it('draws none without errors', () => {
  expect(filled({ label: 'panel 1', colour: 'blue', x: [0, 10], y: [1, 2] }).areas).toEqual([]);
});
