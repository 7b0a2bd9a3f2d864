import { expect, it } from 'vitest';

import { Panel } from '../../src/live/panel.svelte';
import { receive } from '../../src/live/receive';
import type { Wanted } from '../../src/live/wanted';
import type { Frame } from '../../src/stream/decoder';
import { runState } from './fakes';

const ENVELOPE = { run: 'r', seq: 1, step: 5, facts: {} };
const FIELD: Frame = { ...ENVELOPE, kind: 'field', shape: 'arrows', side: 1, values: new Float32Array(2) };
const LOOK: Frame = {
  ...ENVELOPE,
  ...{ kind: 'lens', shape: 'map', side: 0, maps: new Map(), curves: new Map(), bars: new Map(), marks: new Map() },
  hatch: null,
  look: {
    lens: 'angle',
    note: '',
    maps: {},
    numbers: {},
    unreliable: {},
    curves: {},
    slices: {},
    bars: {},
    marks: {},
    offers: {},
  },
};

function received(frame: Frame, panel: Panel, lens = '', layers: readonly string[] = []): Frame[] {
  const drawn: Frame[] = [];
  const wanted: Pick<Wanted, 'lens' | 'layers'> = { lens: { name: lens, settings: {} }, layers };
  receive(frame, panel, wanted, 7, (each) => drawn.push(each));
  return drawn;
}

function panel(): Panel {
  return new Panel(0, { run: { objective: 'score-matching' } }, runState('r'));
}

it('a frame is kept until it is drawn; looked back from, it is kept and done with', () => {
  const here = panel();
  expect(received(FIELD, here)).toEqual([]);
  expect(here.frames.field).toBe(FIELD);
  here.view('training', 5, 0);
  expect(received(FIELD, here)).toEqual([FIELD]);
});

it('what another lens saw, and what nobody asked for, is done with at once', () => {
  const here = panel();
  expect(received(LOOK, here, 'angle')).toEqual([]);
  expect(here.look?.look.lens).toBe('angle');
  expect(received(LOOK, here, 'other')).toHaveLength(1);
  const unknown: Frame = { ...FIELD, kind: 'another' };
  expect(received(unknown, here)).toEqual([unknown]);
  expect(here.others).toEqual({});
});

it('what was asked for without a role of its own is kept by its layer', () => {
  const here = panel();
  const frame: Frame = { ...FIELD, kind: 'fixed-points' };
  expect(received(frame, here, '', ['fixed-points'])).toEqual([]);
  expect(here.others).toEqual({ 'fixed-points': frame });
});
