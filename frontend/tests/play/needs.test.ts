import { describe, expect, it } from 'vitest';

import { refusalFor } from '../../src/play/needs';
import type { ObjectiveEntry, SamplerEntry } from '../../src/state/catalogue.svelte';

const SCORE = { objective: 'score-matching' };
const ENERGY = { objective: 'score-matching', model: 'energy' as const };
const MANY = { objective: 'many-levels' };
const OBJECTIVES = [
  { name: 'score-matching', noise_conditional: false },
  { name: 'many-levels', noise_conditional: true },
] as ObjectiveEntry[];

function sampler(title: string, needs: SamplerEntry['needs']): SamplerEntry {
  return { title, needs } as SamplerEntry;
}

describe('what a sampler needs', () => {
  const mala = sampler('MALA', ['energy']);
  const annealed = sampler('Annealed Langevin', ['noise_levels']);

  it('is named with the panels that lack it', () => {
    expect(refusalFor({}, mala, [SCORE, ENERGY, SCORE], OBJECTIVES)).toBe(
      'MALA needs an energy network in panels 1 and 3, or the exact field.',
    );
    expect(refusalFor({}, annealed, [MANY, SCORE], OBJECTIVES)).toBe(
      'Annealed Langevin needs an objective with many noise levels in panel 2, or the exact field.',
    );
  });

  it('is there where every panel has it', () => {
    expect(refusalFor({}, mala, [ENERGY], OBJECTIVES)).toBeNull();
    expect(refusalFor({}, annealed, [MANY], OBJECTIVES)).toBeNull();
    expect(refusalFor({}, sampler('Langevin', []), [SCORE], OBJECTIVES)).toBeNull();
  });

  it('is always there on the exact field', () => {
    expect(refusalFor({ field: 'exact' }, mala, [SCORE], OBJECTIVES)).toBeNull();
  });
});
