import { describe, expect, it } from 'vitest';

import { LensView, sharedMap } from '../../src/sight/lens.svelte';
import type { Looked } from '../../src/live/score';

function look(low: number, high: number, scale: 'error' | 'diverging' = 'error'): Looked {
  const maps = { m: { quantity: 'curl', unit: '1/unit^2', scale, low, high, beside: '' } };
  return {
    kind: 'lens',
    shape: 'map',
    facts: {},
    run: 'r1',
    seq: 1,
    step: 0,
    side: 1,
    maps: new Map([['m', new Float32Array([0])]]),
    curves: new Map(),
    bars: new Map(),
    marks: new Map(),
    hatch: null,
    look: {
      lens: 'x',
      note: '',
      maps,
      numbers: {
        n: { label: 'n', value: 7, unit: '1', floor: null, exact: null, error: null, floor_95: null, large: false },
      },
      unreliable: {},
      curves: {},
      slices: {},
      bars: {},
      marks: {},
      offers: {},
    },
  };
}

describe('a lens over several panels', () => {
  it('gives equal colours to equal values: one range for all', () => {
    expect(sharedMap([look(0, 2), null, look(-1, 1)], null)).toMatchObject({ name: 'm', low: -1, high: 2 });
  });

  it('keeps zero in the middle of signed values', () => {
    expect(sharedMap([look(-1, 3, 'diverging')], 'm')).toMatchObject({ low: -3, high: 3 });
  });

  it('tells of every change, and forgets the map with the lens', () => {
    const told: unknown[] = [];
    const view = new LensView(null, () => [look(0, 1)]);
    view.changed.add((choice) => told.push(choice));
    expect(view.shared).toBeNull();
    view.choose('basins');
    expect(view.shared?.name).toBe('m');
    view.pick('exact');
    view.tune({ a: 1 });
    view.choose(null);
    expect(told).toEqual([{ name: 'basins', settings: {} }, { name: 'basins', settings: { a: 1 } }, null]);
    expect(view.map).toBeNull();
    expect(view.shared).toBeNull();
    expect(sharedMap([null], null)).toBeNull();
  });
});
