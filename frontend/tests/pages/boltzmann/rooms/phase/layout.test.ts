import { expect, it } from 'vitest';

import { CRITICAL, regimeOf, SLOW } from '../../../../../src/pages/boltzmann/rooms/phase/critical';
import { pathOf, pointsOf, scaleOf } from '../../../../../src/pages/boltzmann/rooms/phase/layout';
import type { Frame } from '../../../../../src/stream/decoder';

const line = (x: number[], y: number[]) => ({ x: Float32Array.from(x), y: Float32Array.from(y) });
const frame = {
  shape: 'curves',
  curves: new Map([
    ['kaufman', line([0.1, 0.2, 0.45, 0.7, 0.8], [-9, 0, -1, -2, -9])],
    ['measured', line([0.1, 0.3, 0.6], [-9, -0.5, -1.5])],
    ['error', line([0.1, 0.3, 0.6], [1, 0.25, NaN])],
  ]),
} as unknown as Frame;

it('takes what was measured with its errors, where the drawing shows it', () => {
  const points = pointsOf(frame);
  expect(points.map(({ beta, value }) => [beta.toFixed(1), value])).toEqual([
    ['0.3', -0.5],
    ['0.6', -1.5],
  ]);
  expect(points.map(({ error }) => error)).toEqual([0.25, null]);
  expect([pointsOf(null), pointsOf({ shape: 'curves', curves: new Map() } as unknown as Frame)]).toEqual([[], []]);
});

it('draws an exact curve from .2 to .7, and nothing of it beyond', () => {
  const y = scaleOf(frame, ['kaufman'], pointsOf(frame));
  expect(y).toEqual({ low: -2, high: 0, log: false });
  expect(pathOf(frame, 'kaufman', y, 100, 200)).toBe('M0.0 0.0L50.0 100.0L100.0 200.0');
  expect(pathOf(frame, 'none', y, 100, 200)).toBe('');
});

it('knows where the transition is, and claims nothing near it', () => {
  expect(CRITICAL).toBeCloseTo(0.4406868, 7);
  expect(SLOW[0] < CRITICAL && CRITICAL < SLOW[1]).toBe(true);
  expect([0.3, 0.42, 0.4407, 0.455, 0.6].map((beta) => regimeOf(beta).name)).toEqual([
    'Disorder',
    'Critical slowing down',
    'Critical slowing down',
    'Critical slowing down',
    'Order',
  ]);
  expect(regimeOf(0.44).words).toContain('nothing is claimed');
});
