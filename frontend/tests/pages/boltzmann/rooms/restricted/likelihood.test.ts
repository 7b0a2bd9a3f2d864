import { expect, it } from 'vitest';

import { likelihoods } from '../../../../../src/pages/boltzmann/rooms/restricted/likelihood';
import type { Frame } from '../../../../../src/stream/decoder';

const RUNS = [{ label: 'CD-1', colour: '#112233' }];
const line = (...y: number[]) => ({ x: [0, 1, 2], y });
const frame = {
  shape: 'curves',
  curves: new Map([
    ['test', line(-25, -20, -18)],
    ['train', line(-25, -19, -17)],
    ['last', line(-25, -22, -19)],
    ['independent', line(-25, -25, -25)],
  ]),
} as unknown as Frame;

it('draws averaged weights thick, the last iterate thin behind, training dotted, independent pixels dashed', () => {
  const curves = likelihoods([frame], RUNS, null);
  expect(curves.map(({ label, strong = false, dash = [] }) => [label, strong, dash.length])).toEqual([
    ['independent pixels', false, 2],
    ['CD-1, last iterate', false, 0],
    ['CD-1, training', false, 2],
    ['CD-1', true, 0],
  ]);
  expect(curves.at(-1)?.y).toEqual([-25, -20, -18]);
  expect(curves[1]?.colour).toBe('#11223388');
});

it('shows what the law itself would score where there are only so many pictures, and no training twice', () => {
  const curves = likelihoods([frame], RUNS, 30);
  expect(curves.map(({ label }) => label)).toEqual([
    'independent pixels',
    'the law itself',
    'CD-1, last iterate',
    'CD-1',
  ]);
  expect(curves[1]?.y[0]).toBeCloseTo(-Math.log(30));
});
