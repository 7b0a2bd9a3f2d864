import { describe, expect, it } from 'vitest';

import { readLink, strokesText, writeLink } from '../../src/state/link';
import type { Target } from '../../src/state/target';

const DRAWING: Target = {
  kind: 'drawing',
  strokes: [
    {
      points: [
        [-2.5, 0.001],
        [-2.499, 0],
        [3.999, -4],
      ],
      width: 0.2,
      weight: 1.5,
      erase: false,
    },
    { points: [[0, 0]], width: 0.05, weight: 1, erase: true },
  ],
};

function roundTrip(linked: Parameters<typeof writeLink>[0]) {
  return readLink(writeLink(linked));
}

describe('the link', () => {
  it.each<[string, Target]>([
    ['a preset', { kind: 'preset', name: 'two-gaussians' }],
    ['a drawing, to the last digit', DRAWING],
    ['an empty drawing', { kind: 'drawing', strokes: [] }],
    ['a mixture', { kind: 'mixture', components: [{ weight: 0.25, mean: [2.5, -1e-7], scale: 0.3 }] }],
  ])('brings back %s', (_, target) => {
    expect(roundTrip({ target, runs: [], sampler: null, lens: null }).target).toEqual(target);
  });

  it('brings back panels with every setting and its type', () => {
    const runs = [
      { objective: 'score-matching', settings: {}, network: {}, optimiser: {} },
      {
        objective: 'contrastive-divergence',
        model: 'energy' as const,
        n_steps: 700,
        seed: 3,
        settings: { chain: 'mala & co', antithetic: true, sigma: 0.1 },
        network: { width: 64 },
        optimiser: { learning_rate: 0.005 },
        data: { n_points: 400 },
      },
    ];
    expect(roundTrip({ target: null, runs, sampler: null, lens: null }).runs).toEqual(runs);
  });

  it('brings back the sampler', () => {
    const sampler = { sampler: 'langevin', field: 'exact' as const, n_particles: 500, settings: { step_size: 0.01 } };
    expect(roundTrip({ target: null, runs: [], sampler, lens: null }).sampler).toEqual(sampler);
  });

  it('of a stroke is short: a few characters a point', () => {
    const points = Array.from({ length: 100 }, (_, index): [number, number] => [index * 0.03, Math.sin(index * 0.03)]);
    expect(strokesText([{ points, width: 0.2, weight: 1, erase: false }]).length).toBeLessThan(600);
  });

  it.each(['', '#', '#t=', '#t=drawing.0.2,1!+1', '#t=drawing.0,1!+1+1', '#t=mixture.1,2', '#t=nonsense.3', '#x=y'])(
    'that makes no sense (%s) says nothing',
    (hash) => {
      expect(readLink(hash)).toEqual({ target: null, runs: [], sampler: null, lens: null });
    },
  );

  it('brings back a lens with its settings', () => {
    const lens = { name: 'low-density', settings: { quantile: 0.02 } };
    expect(roundTrip({ target: null, runs: [], sampler: null, lens }).lens).toEqual(lens);
    expect(roundTrip({ target: null, runs: [], sampler: null, lens: null }).lens).toBeNull();
  });
});
