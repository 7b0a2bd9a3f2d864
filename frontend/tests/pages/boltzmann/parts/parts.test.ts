import { expect, it } from 'vitest';

import { automaticOf } from '../../../../src/pages/boltzmann/parts/automatic';
import { ramp } from '../../../../src/pages/boltzmann/parts/ramp';
import { Rate } from '../../../../src/pages/boltzmann/parts/rate.svelte';
import { traced } from '../../../../src/pages/boltzmann/parts/traces';
import type { Frame } from '../../../../src/stream/decoder';

it('goes slowly at first, whatever the pace', () => {
  expect([0, 2, 3, 8, 19, 20].map((step) => ramp(step, 300))).toEqual([2, 2, 6, 15, 15, 300]);
  expect([0, 20].map((step) => ramp(step, null))).toEqual([2, null]);
  expect(ramp(10, 1)).toBe(1);
});

it('counts the frames of a second and the steps between two', () => {
  const rate = new Rate();
  for (let at = 0; at <= 2000; at += 25) rate.note(at / 2.5, at);
  expect([rate.frames, rate.steps]).toEqual([40, 10]);
  rate.still();
  expect([rate.frames, rate.steps]).toEqual([0, 0]);
});

it('takes a curve of every run, gaps where nothing is finite, and no zero on a logarithmic axis', () => {
  const line = { x: Float32Array.from([0, 1, 2]), y: Float32Array.from([0.5, NaN, 0.25]) };
  const frame = { shape: 'curves', curves: new Map([['error', line]]) } as unknown as Frame;
  const runs = [
    { label: 'a', colour: 'red', frame },
    { label: 'b', colour: 'blue', frame: null },
  ];
  expect(traced(runs, 'error')).toEqual([{ label: 'a', colour: 'red', x: [0, 1, 2], y: [0.5, null, 0.25] }]);
  expect(traced(runs, 'error', 1)[0]?.x).toEqual([1, 2]);
  expect(traced(runs, 'other')).toEqual([]);
});

it('knows what settings came to that nobody set, and of those alone', () => {
  const state = { run: 'r', resolved: { hidden: 64, rate: 0.1, chains: null } };
  expect(automaticOf(state, { hidden: 64 })).toEqual({ rate: 0.1 });
  expect([automaticOf(undefined, {}), automaticOf({ run: 'r' }, {})]).toEqual([{}, {}]);
});
