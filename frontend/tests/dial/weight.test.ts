import { expect, test } from 'vitest';

import { Parts } from '../../src/dial/parts.svelte';
import { WeightDial } from '../../src/dial/weight.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import { Preview } from '../../src/pad/preview.svelte';
import type { Target } from '../../src/pad/target';
import { FakeServer } from '../live/fakes';
import { previewOf } from '../pad/previews';

const DRAWING: Target = {
  kind: 'drawing',
  strokes: [
    { points: [[-2, 0]], width: 0.5, weight: 1, erase: false },
    { points: [[2, 0]], width: 0.5, weight: 1, erase: false },
  ],
};
const LEFT: [number, number] = [-2, 0];
const RIGHT: [number, number] = [2, 0];
const text = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

function answer(
  server: FakeServer,
  masses: readonly [number, number],
  places: readonly [number, number][] = [LEFT, RIGHT],
) {
  server.previews.at(-1)?.answer(previewOf(masses.map((mass, at) => ({ mass, position: places[at] ?? LEFT }))));
}

async function dial() {
  const server = new FakeServer();
  server.made = {
    components: text(new Uint8Array(new Float64Array([0.8, -2, 0, 0.5, 0.2, 2, 0, 0.5]).buffer)),
    modes: text(new Uint8Array(new Int16Array([0, 1]).buffer)),
    mergings: [],
    settled: null,
  };
  const drawing = new Drawing(DRAWING);
  const preview = new Preview(server);
  const asked = preview.ask(DRAWING);
  answer(server, [0.8, 0.2]);
  await asked;
  return { server, drawing, preview, weight: new WeightDial(drawing, preview, new Parts(server)) };
}

test('the smallest mode is the one to weigh, with the share it has', async () => {
  const { weight } = await dial();
  expect([weight.mode, weight.share, weight.dragged]).toEqual([1, 0.2, false]);
});

test('a drag shows density, score and modes with the weight, and says what moved', async () => {
  const { preview, weight, drawing } = await dial();
  const before = preview.density;
  await weight.prepare();
  weight.drag(0.8);
  const shown = preview.density;
  expect(shown?.modes.map(({ mass }) => mass)).toEqual([expect.closeTo(0.2, 6), 0.8]);
  expect(shown?.change?.high).toBeGreaterThan(0);
  // the cells are halves of the box: left 0.8 -> 0.2 of what it was, right 0.2 -> 0.8
  expect([...(shown?.values ?? [])].map((value) => value / 1)).toEqual([
    expect.closeTo(0.25, 3),
    expect.closeTo(4, 2),
    expect.closeTo(0.25, 3),
    expect.closeTo(4, 2),
  ]);
  expect(weight.told).toMatchObject({ from: 0.2, to: 0.8 });
  expect(weight.told?.onData).toBeLessThan(0.01);
  // a mean over cells as large as half the box
  expect(weight.told?.onRidge).toBeGreaterThan(0.1);
  expect(drawing.target).toBe(DRAWING);
  weight.abandon();
  expect(preview.density).toBe(before);
});

test('let go, the drawing has the weight as one step, and the chosen mode is followed to its new number', async () => {
  const { server, drawing, preview, weight } = await dial();
  await weight.prepare();
  weight.drag(0.7);
  const done = weight.release();
  answer(server, [0.3, 0.7]);
  await done;
  expect(drawing.marks.at(-1)).toEqual({ shares: [{ at: RIGHT, share: 0.7 }] });
  // what was tried stays on show until the new drawing's own density comes
  expect(preview.density?.change).toBeDefined();
  const asked = preview.ask(drawing.target);
  answer(server, [0.7, 0.3], [RIGHT, LEFT]);
  await asked;
  expect(preview.density?.change).toBeUndefined();
  expect([weight.mode, weight.share]).toEqual([0, 0.7]);
  drawing.undo();
  expect(drawing.target).toBe(DRAWING);
});

test('a weight that cannot be is taken back with the sentence', async () => {
  const { server, drawing, preview, weight } = await dial();
  await weight.prepare();
  weight.drag(0.9);
  const done = weight.release();
  answer(server, [0.6, 0.4]);
  await done;
  expect(weight.fault).toContain('no longer be a mode of its own');
  expect([drawing.target, weight.share]).toEqual([DRAWING, 0.2]);
  expect(preview.density?.change).toBeUndefined();
});

test('where the server does not say what the target is made of, that is said and the drawing stays', async () => {
  const { server, preview, weight } = await dial();
  server.made = null;
  await weight.prepare();
  expect(weight.fault).toBe('Nobody knows.');
  weight.drag(0.5);
  expect(preview.density?.change).toBeUndefined();
});
