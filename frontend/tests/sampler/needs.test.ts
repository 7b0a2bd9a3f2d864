import { describe, expect, it } from 'vitest';

import type { RunSpec, SamplerSpec } from '../../src/protocol/generated';
import { refusalFor } from '../../src/sampler/needs';
import type { NetworkEntry, ObjectiveEntry, SamplerEntry } from '../../src/desk/catalogue.svelte';

const SCORE = { objective: 'score-matching' };
const ENERGY = { objective: 'score-matching', model: 'energy' as const };
const MANY = { objective: 'many-levels' };
const OBJECTIVES = [
  { name: 'score-matching', noise_conditional: false },
  { name: 'many-levels', noise_conditional: true },
] as ObjectiveEntry[];

const SAMPLERS = [
  { name: 'mala', title: 'MALA', needs: ['energy'] },
  { name: 'annealed', title: 'Annealed Langevin', needs: ['noise_levels'] },
  { name: 'langevin', title: 'Langevin', needs: [] },
  { name: 'draws', title: 'Exact draws', needs: ['draws'] },
] as unknown as SamplerEntry[];
const NETWORKS = [
  { name: 'gaussian', normalised: true },
  { name: 'bumps', normalised: false },
] as NetworkEntry[];

function refusal(...walkers: readonly (readonly [RunSpec, SamplerSpec])[]): string | null {
  const walking = walkers.map(([run, sampler]) => ({ run, sampler }));
  return refusalFor(walking, { objectives: OBJECTIVES, samplers: SAMPLERS, networks: NETWORKS });
}

describe('what a sampler needs', () => {
  const mala = { sampler: 'mala' };
  const annealed = { sampler: 'annealed' };

  it('is named with the panels that lack it', () => {
    expect(refusal([SCORE, mala], [ENERGY, mala], [SCORE, mala])).toBe(
      'MALA needs an energy network in panels 1 and 3, or the exact field.',
    );
    expect(refusal([MANY, annealed], [SCORE, annealed])).toBe(
      'Annealed Langevin needs an objective with many noise levels in panel 2, or the exact field.',
    );
  });

  it('is asked of each panel for its own sampler', () => {
    expect(refusal([SCORE, { sampler: 'langevin' }], [SCORE, mala])).toBe(
      'MALA needs an energy network in panel 2, or the exact field.',
    );
  });

  it('is there where every panel has it', () => {
    expect(refusal([ENERGY, mala])).toBeNull();
    expect(refusal([MANY, annealed])).toBeNull();
    expect(refusal([SCORE, { sampler: 'langevin' }])).toBeNull();
  });

  it('is a known Z for exact draws', () => {
    const draws = { sampler: 'draws' };
    expect(refusal([{ ...ENERGY, architecture: 'gaussian' }, draws])).toBeNull();
    expect(refusal([ENERGY, draws], [{ ...ENERGY, architecture: 'bumps' }, draws])).toBe(
      'Exact draws needs a model with a known Z in panels 1 and 2, or the exact field.',
    );
  });

  it('is always there on the exact field', () => {
    expect(refusal([SCORE, { ...mala, field: 'exact' }])).toBeNull();
  });
});
