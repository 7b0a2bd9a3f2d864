import { describe, expect, it } from 'vitest';

import { LensView } from '../../src/sight/lens.svelte';
import { holds, nextOf, valueOf } from '../../src/desk/story';
import type { Demonstration, Proof } from '../../src/protocol/generated';
import type { Panel } from '../../src/live/panel.svelte';
import type { LensFrame } from '../../src/stream/decoder';

function look(low: number, high: number, scale: 'error' | 'diverging' = 'error'): LensFrame {
  const maps = { m: { quantity: 'curl', unit: '1/unit^2', scale, low, high, beside: '' } };
  return {
    kind: 'lens',
    run: 'r1',
    seq: 1,
    step: 0,
    side: 1,
    maps: new Map([['m', new Float32Array([0])]]),
    curves: new Map(),
    hatch: null,
    look: {
      lens: 'x',
      note: '',
      maps,
      numbers: { n: { label: 'n', value: 7, unit: '1', floor: null, exact: null } },
      curves: {},
    },
  };
}

describe('a lens over several panels', () => {
  it('gives equal colours to equal values: one range for all', () => {
    const view = new LensView({ name: 'x', settings: {} });
    expect(view.shared([look(0, 2), null, look(-1, 1)])).toMatchObject({ name: 'm', low: -1, high: 2 });
  });

  it('keeps zero in the middle of signed values', () => {
    const view = new LensView({ name: 'x', settings: {} });
    expect(view.shared([look(-1, 3, 'diverging')])).toMatchObject({ low: -3, high: 3 });
  });

  it('tells of every change, and forgets the map with the lens', () => {
    const told: unknown[] = [];
    const view = new LensView();
    view.changed.add((choice) => told.push(choice));
    view.choose('basins');
    view.pick('exact');
    view.tune({ a: 1 });
    view.choose(null);
    expect(told).toEqual([{ name: 'basins', settings: {} }, { name: 'basins', settings: { a: 1 } }, null]);
    expect(view.map).toBeNull();
    expect(view.shared([null])).toBeNull();
  });
});

function panel(phase: string, sampling: string, more: object = {}): Panel {
  return { state: { phase, sampling }, look: null, samples: null, measure: () => null, ...more } as unknown as Panel;
}

describe('a demonstration', () => {
  const story = { panels: [{ walk_steps: 10 }, { walk_steps: 10 }] } as unknown as Demonstration;

  it('samples once every panel has learnt, and only once', () => {
    expect(nextOf(story, [panel('finished', 'idle'), panel('training', 'idle')])).toBe('wait');
    expect(nextOf(story, [panel('finished', 'idle'), panel('failed', 'idle')])).toBe('sample');
    expect(nextOf(story, [panel('finished', 'walking'), panel('finished', 'idle')])).toBe('wait');
  });

  it('reads its proofs from training, sampling and the lens', () => {
    const samples = { values: { tv: 0.1 }, modes: [{ sampled: 0.6 }, { sampled: 0.4 }] };
    const panels = [panel('finished', 'walking', { samples, look: look(0, 1), measure: () => 3 })];
    const of = (measure: string): number | null => valueOf({ panel: 0, measure } as Proof, panels);
    expect([of('share:2'), of('tv'), of('lens:n'), of('loss')]).toEqual([0.4, 0.1, 7, 3]);
    expect(valueOf({ panel: 4, measure: 'tv' } as Proof, panels)).toBeNull();
    expect(holds({ relation: 'above', bound: 1 } as Proof, 2)).toBe(true);
    expect(holds({ relation: 'below', bound: 1 } as Proof, 2)).toBe(false);
  });
});
