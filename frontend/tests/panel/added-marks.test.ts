// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';

import { INK } from '../../src/lib/ink';
import { panelColour } from '../../src/lib/colour';
import { AddedMarks } from '../../src/panel/added-marks';
import { ScoreMarks } from '../../src/panel/score-marks';
import type { LayerInfo } from '../../src/protocol/generated';
import type { Frame } from '../../src/stream/decoder';
import { recordCanvas } from '../mounted';
import { recorded } from '../render/marks/pen';

const FOUR = layer('four-points', 'points', 'data');
const FRAME = points([0, 0, 16384, 0]);

afterEach(() => void vi.restoreAllMocks());

function layer(name: string, shape: LayerInfo['shape'], ink: string): LayerInfo {
  return { name, title: name, description: '', shape, unit: '1', scale: 'sequential', ink, network: '' };
}

function points(x: readonly number[]): Frame {
  const envelope = { run: 'r', seq: 1, step: 0, facts: {}, kind: 'four-points' };
  return { ...envelope, shape: 'points', count: x.length / 2, x: new Int16Array(x) };
}

/** The colours of the crosses on the only figure. */
function crosses(added: AddedMarks): unknown[] {
  const { sheet, calls } = recorded();
  for (const mark of added.figures) mark.render(sheet);
  return calls.filter(({ name }) => name === 'fillRect').map(({ colour }) => colour);
}

it('an added layer is painted by its shape in its ink while it is on', () => {
  const added = new AddedMarks([FOUR]);
  added.show({ [FOUR.name]: FRAME }, () => true, 'dark', 2, 0);
  expect(crosses(added)).toEqual([INK.dark.data, INK.dark.data, INK.dark.data, INK.dark.data]);
  added.show({ [FOUR.name]: FRAME }, () => false, 'dark', 2, 0);
  expect(crosses(added)).toEqual([]);
  added.show({ [FOUR.name]: FRAME }, () => true, 'light', 2, 0);
  expect(new Set(crosses(added))).toEqual(new Set([INK.light.data]));
});

it('what is learnt is in the colour of its panel', () => {
  const added = new AddedMarks([{ ...FOUR, ink: 'learnt' }]);
  added.show({ [FOUR.name]: FRAME }, () => true, 'dark', 2, 0);
  expect(new Set(crosses(added))).toEqual(new Set([panelColour(2, 'dark')]));
});

it('grounds lie under the declared marks, figures over them, and moving points with the particles', () => {
  recordCanvas();
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data = new Uint8ClampedArray(4);
    },
  );
  const marks = new ScoreMarks();
  const shapes = [layer('a', 'map', 'learnt'), FOUR, layer('b', 'points', 'particles')];
  const added = new AddedMarks(shapes);
  const { plates, clouds } = marks.with(added);
  const [[below, ground] = [], over = []] = plates;
  // marks that show nothing yet are equal, so that each is looked for itself
  expect([below === marks.map, ground === added.grounds[0], over.at(-1) === added.figures[0]]).toEqual([
    true,
    true,
    true,
  ]);
  expect([clouds[0] === marks.particles, clouds[1] === added.clouds[0]]).toEqual([true, true]);
  const without = marks.with(new AddedMarks([]));
  expect(without.plates.map(({ length }) => length)).toEqual([5, 3]);
  vi.unstubAllGlobals();
});
