import { describe, expect, it } from 'vitest';

import { panelsInWords, sizeInWords } from '../../src/keep/words';

const PANEL = { title: 'score-matching', objective: 'score-matching', model: 'score', seed: 0, step: 5, n_steps: 5 };
const TITLES = new Map([['score-matching', 'Score matching']]);

describe('saved experiments in words', () => {
  it('say a line a panel, and how far each has come', () => {
    const panels = [PANEL, { ...PANEL, objective: 'own', model: 'energy', step: 300, n_steps: 800 }];
    expect(panelsInWords({ kind: 'score', panels }, TITLES)).toBe(
      'Score matching: 5 steps\nown, energy: 300 of 800 steps',
    );
  });

  it('say the title alone of what is of another kind, whatever its panels say beside it', () => {
    const other = { title: 'Ising denoiser: gibbs', objective: '', model: '', seed: 0, step: 213, n_steps: 0 };
    const restricted = { ...other, title: 'RBM', objective: 'contrastive-divergence', step: 3, n_steps: 30 };
    const panels = [other, { ...other, title: 'Torus', step: 0 }, restricted];
    expect(panelsInWords({ kind: 'rbm', panels }, TITLES)).toBe(
      'Ising denoiser: gibbs: 213 steps\nTorus\nRBM: 3 steps',
    );
  });

  it.each([
    [1, '1 kB'],
    [64_001, '65 kB'],
    [2_340_000, '2.34 MB'],
  ])('say %d bytes as %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));
});
