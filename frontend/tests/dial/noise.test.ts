import { expect, test } from 'vitest';

import { NoiseDial } from '../../src/dial/noise.svelte';
import { Parts } from '../../src/dial/parts.svelte';
import type { Density } from '../../src/pad/preview.svelte';
import { FakeServer } from '../live/fakes';
import { fake } from '../mounted';

const text = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
/** Two equal Gaussians of scale .5 at (-2, 0) and (2, 0). */
const MADE = {
  components: text(new Uint8Array(new Float64Array([0.5, -2, 0, 0.5, 0.5, 2, 0, 0.5]).buffer)),
  modes: text(new Uint8Array(new Int16Array([0, 1]).buffer)),
  mergings: [{ sigma: Math.sqrt(4 - 0.25), remaining: 1 }],
  settled: null,
};

async function dial() {
  const server = new FakeServer();
  server.made = MADE;
  const density = fake<Density>({ target: { kind: 'preset', name: 'a' }, modes: [{}, {}] as never });
  const noise = new NoiseDial({ density }, new Parts(server));
  await noise.prepare();
  return noise;
}

const RUNGS: [number, number][] = [
  [3, 2],
  [1, 2],
];

test('pictures follow their walks until the level is held by hand', async () => {
  const noise = await dial();
  expect([noise.levelOf(RUNGS, 1), noise.levelOf(RUNGS, 3), noise.levelOf(RUNGS, 4)]).toEqual([3, 1, 0]);
  expect([noise.levelOf([], 5), noise.levelOf(RUNGS, null)]).toEqual([null, null]);
  noise.hold(2);
  expect([noise.levelOf(RUNGS, 1), noise.levelOf([], null)]).toEqual([2, 2]);
  noise.follow();
  expect(noise.levelOf(RUNGS, 1)).toBe(3);
});

/** Peaks of a row of the density through both means. */
function peaks(values: Float32Array, side: number): number {
  const row = values.subarray((side / 2) * side, (side / 2 + 1) * side);
  return [...row].filter((value, at) => value > (row[at - 1] ?? 0) && value >= (row[at + 1] ?? 0)).length;
}

test('below the noise at which the closed form says they merge there are two hills, above it one', async () => {
  const noise = await dial();
  expect(noise.marks).toEqual([{ sigma: MADE.mergings[0]?.sigma, kind: 'modes', below: 2, above: 1 }]);
  for (const [factor, hills] of [
    [0.9, 2],
    [1.1, 1],
  ] as const) {
    const under = noise.under(factor * Math.sqrt(4 - 0.25));
    expect(under && peaks(under.density.values, under.density.side)).toBe(hills);
  }
  expect([noise.under(0), noise.under(1)?.density.values === noise.under(1)?.density.values]).toEqual([null, true]);
});

test('where the server does not say what the target is made of, that is said', async () => {
  const server = new FakeServer();
  const noise = new NoiseDial({ density: fake<Density>({ target: { kind: 'preset', name: 'a' } }) }, new Parts(server));
  await noise.prepare();
  expect([noise.fault, noise.under(1), noise.marks]).toEqual(['Nobody knows.', null, []]);
});
