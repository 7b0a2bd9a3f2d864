import { describe, expect, it } from 'vitest';

import { fileName, suggestedName, targetTitle } from '../../src/keep/names';

type Named = Parameters<typeof suggestedName>[2];

const CATALOGUE = {
  targets: [{ name: 'two-gaussians', title: 'Two Gaussians' }],
  objective: (name?: string) => (name === 'score-matching' ? { title: 'Score matching' } : undefined),
} as unknown as Named;

describe('names of what leaves the page', () => {
  it('tell the target and each objective once', () => {
    const runs = [{ objective: 'score-matching' }, { objective: 'score-matching' }, { objective: 'own' }];
    expect(suggestedName({ kind: 'preset', name: 'two-gaussians' }, runs, CATALOGUE)).toBe(
      'Two Gaussians: Score matching, Own',
    );
  });

  it('are at most a hundred letters', () => {
    const runs = Array.from({ length: 30 }, (_, at) => ({ objective: `objective-${at}` }));
    const name = suggestedName({ kind: 'drawing', strokes: [] }, runs, CATALOGUE);
    expect(name.length).toBeLessThanOrEqual(100);
    expect(name).toMatch(/^Drawing: Objective 0.*…$/);
  });

  it('of targets are their titles where the catalogue knows them', () => {
    expect(targetTitle({ kind: 'preset', name: 'unknown' }, CATALOGUE)).toBe('Unknown');
    expect(targetTitle({ kind: 'mixture', components: [] }, CATALOGUE)).toBe('Mixture');
  });

  it.each([
    ['Two Gaussians: Score matching', 'scorescape-two-gaussians-score-matching.png'],
    ['Über ../ Größe?', 'scorescape-u-ber-gro-e.png'],
    ['—', 'scorescape-experiment.png'],
    ['x'.repeat(200), `scorescape-${'x'.repeat(80)}.png`],
  ])('of files are ones that any system takes: %s', (words, name) => {
    expect(fileName(words, 'png')).toBe(name);
  });
});
