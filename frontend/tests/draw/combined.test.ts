import { describe, expect, it } from 'vitest';

import { combinedFacts, combinedNotes } from '../../src/draw/combined';
import type { Composed } from '../../src/pad/composed';
import { decodePreview } from '../../src/pad/preview.svelte';
import { previewOf } from '../pad/previews';

const MADE = {
  log_z: -1.3532,
  is_mixture: true,
  parts: 3,
  pairs: 4,
  dropped: 0,
  total_variation: 0.002,
  notes: ['Few.'],
};
const OF = [
  { kind: 'preset' as const, name: 'a' },
  { kind: 'preset' as const, name: 'b' },
];

function shown(target: Composed, made: Partial<typeof MADE> = {}, warning = '') {
  const preview = { ...previewOf([]), composition: { ...MADE, ...made }, warning };
  const density = decodePreview(target, preview);
  return { facts: combinedFacts(target, density), notes: combinedNotes(density) };
}

describe('what is said of a combination', () => {
  it('is the mass on which experts agree, what is kept and what that costs', () => {
    const { facts } = shown({ kind: 'product', of: OF, powers: [1, 1] });
    expect(facts.map(({ name, value }) => [name, value])).toEqual([
      ['log_mass', -1.3532],
      ['parts', 3],
      ['total_variation', 0.002],
    ]);
    expect(facts.map(({ label, text }) => `${label}: ${text}`).slice(0, 2)).toEqual([
      'log of the mass on which they agree: −1.35 nats',
      'Gaussians kept: 3 of 4',
    ]);
    expect(shown({ kind: 'product', of: OF, powers: [2, 1] }).facts[0]?.label).toBe('log Z of what is combined');
    expect(shown({ kind: 'union', of: OF }, { parts: 4 }).facts.map(({ text }) => text)).toEqual(['4, all', '0.002']);
  });

  it('has the model’s own sentences, and says what is no mixture', () => {
    const { facts, notes } = shown({ kind: 'negation', of: OF }, { is_mixture: false }, 'They hardly overlap.');
    expect(facts.map(({ name }) => name)).toEqual(['log_mass']);
    expect(notes).toEqual([expect.stringMatching(/^No Gaussian mixture/), 'Few.', 'They hardly overlap.']);
  });
});
