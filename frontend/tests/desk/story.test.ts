import { describe, expect, it } from 'vitest';

import { claimsOf, holds, judged, nextOf, progressOf, valueOf } from '../../src/desk/story';
import type { Panel } from '../../src/live/panel.svelte';
import type { Proof, Scene } from '../../src/protocol/generated';

const bound = (panel: number, measure: string, relation: Proof['relation'], at: number): Proof => ({
  panel,
  measure,
  relation,
  bound: at,
  label: measure,
  unit: '1',
});

describe('claims of a demonstration', () => {
  it('join the bounds of one figure in one panel, in the order of their first', () => {
    const low = bound(1, 'mass', 'above', 0.15);
    const high = bound(1, 'mass', 'below', 0.25);
    const other = bound(0, 'mass', 'above', 0.35);
    expect(claimsOf([low, other, high])).toEqual([[low, high], [other]]);
  });

  it('hold within their bounds and not at them', () => {
    expect(holds(bound(0, 'm', 'below', 0.1), 0.05)).toBe(true);
    expect(holds(bound(0, 'm', 'below', 0.1), 0.1)).toBe(false);
    expect(holds(bound(0, 'm', 'above', 0.1), 0.05)).toBe(false);
  });
});

function panel(phase: string, sampling: string, more: object = {}): Panel {
  return { state: { phase, sampling }, look: null, samples: null, measure: () => null, ...more } as unknown as Panel;
}

describe('a demonstration that plays', () => {
  const story: Scene = { processes: [{}, {}], text: { walk_steps: 10 } };

  it('samples once every panel has learnt, and only once', () => {
    expect(nextOf(story, [panel('finished', 'idle'), panel('training', 'idle')])).toBe('wait');
    expect(nextOf(story, [panel('finished', 'idle'), panel('failed', 'idle')])).toBe('sample');
    expect(nextOf(story, [panel('finished', 'walking'), panel('finished', 'idle')])).toBe('wait');
    expect(nextOf({ processes: [{}] }, [panel('finished', 'idle')])).toBe('wait');
  });

  it('reads its proofs from training, sampling and the lens', () => {
    const samples = { values: { tv: 0.1 }, modes: [{ sampled: 0.6 }, { sampled: 0.4 }] };
    const panels = [
      panel('finished', 'walking', { samples, look: { look: { numbers: { n: { value: 7 } } } }, measure: () => 3 }),
    ];
    const of = (measure: string): number | null => valueOf({ panel: 0, measure } as Proof, panels);
    expect([of('share:2'), of('tv'), of('lens:n'), of('loss')]).toEqual([0.4, 0.1, 7, 3]);
    expect(valueOf({ panel: 4, measure: 'tv' } as Proof, panels)).toBeNull();
    expect(holds({ relation: 'above', bound: 1 } as Proof, 2)).toBe(true);
    expect(holds({ relation: 'below', bound: 1 } as Proof, 2)).toBe(false);
  });
});

describe('what a beat and a proof wait for', () => {
  const story: Scene = { processes: [{}, {}], text: { walk_steps: 10 } };
  const at = (phase: string, step: number, walkedStep: number): Panel =>
    panel(phase, 'idle', { state: { phase, sampling: 'idle', n_steps: 100 }, step, walkedStep });

  it('is as far as the slowest panel', () => {
    expect(progressOf(story, [at('training', 30, 0), at('training', 70, 0)], 'trained')).toBeCloseTo(0.3);
    expect(progressOf(story, [at('finished', 100, 10), at('failed', 3, 5)], 'trained')).toBe(1);
    expect(progressOf(story, [at('finished', 100, 10), at('finished', 100, 5)], 'walked')).toBe(0.5);
    expect(progressOf(story, [], 'trained')).toBe(0);
    expect(progressOf(story, [], 'start')).toBe(1);
    // without a walk, having learnt is all there is
    expect(progressOf({ processes: [{}] }, [at('finished', 100, 0)], 'walked')).toBe(1);
  });

  it('a walk that ends by itself has come to its end', () => {
    const state = { phase: 'finished', sampling: 'finished', n_steps: 100 };
    const samples = { values: { tv: 0.1 } };
    const ended = panel('finished', 'finished', { state, samples, step: 100, walkedStep: 4 });
    expect(progressOf(story, [ended], 'walked')).toBe(1);
    expect(judged(story, bound(0, 'tv', 'below', 1), [ended])).toBe(true);
  });

  it('figures of particles are judged at the end of the walk, those of training at the end of training', () => {
    const share = bound(0, 'share:2', 'above', 0.35);
    const tv = bound(0, 'tv', 'below', 1);
    const error = bound(0, 'error', 'below', 1);
    const walking = { ...at('finished', 100, 9), samples: { values: { tv: 0.1 } } } as unknown as Panel;
    const walked = { ...at('finished', 100, 10), samples: { values: { tv: 0.1 } } } as unknown as Panel;
    expect([share, tv, error].map((proof) => judged(story, proof, [walking]))).toEqual([false, false, true]);
    expect([share, tv, error].map((proof) => judged(story, proof, [walked]))).toEqual([true, true, true]);
    expect(judged(story, error, [at('training', 99, 0)])).toBe(false);
    expect(judged(story, bound(3, 'error', 'below', 1), [walked])).toBe(false);
  });
});
