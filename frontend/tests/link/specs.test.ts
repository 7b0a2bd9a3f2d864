import { describe, expect, it } from 'vitest';

import { lensText, readLens, readRun, readSampler, runText, samplerText } from '../../src/link/specs';

describe('panels, samplers and lenses as text', () => {
  const run = {
    objective: 'denoising-score-matching',
    model: 'energy' as const,
    n_steps: 300,
    seed: 4,
    data: { n_points: 80 },
    settings: { sigma: 0.25, sliced: true, how: 'a;b=c' },
    network: { width: 64 },
    optimiser: { learning_rate: 0.01 },
  };

  it('of a run come back as they were, whatever signs are in them', () => {
    expect(readRun(runText(run))).toEqual(run);
    expect(runText(run)).toContain('how=a%3Bb%3Dc');
  });

  it('of a run leave out what is left to the objective', () => {
    expect(runText({ objective: 'score-matching', seed: 0 })).toBe('score-matching;seed=0');
    expect(readRun('score-matching')).toEqual({
      objective: 'score-matching',
      settings: {},
      network: {},
      optimiser: {},
    });
  });

  it('of a sampler come back with its points', () => {
    const sampler = {
      sampler: 'mala',
      field: 'exact' as const,
      n_particles: 30,
      init: 'points' as const,
      points: [
        [1, -2.5],
        [0, 0.125],
      ] as [number, number][],
      settings: { step_size: 0.1 },
    };
    expect(readSampler(samplerText(sampler))).toEqual(sampler);
    expect(readSampler('')).toBeNull();
  });

  it('of a lens come back, and nothing is no lens', () => {
    const lens = { name: 'manifold', settings: { depth: 3 } };
    expect(readLens(lensText(lens))).toEqual(lens);
    expect(readLens('')).toBeNull();
  });
});
