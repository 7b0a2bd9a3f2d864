import { describe, expect, it } from 'vitest';

import { marksText, readTarget, targetText } from '../../src/link/targets';
import type { Target } from '../../src/pad/target';

describe('a target as text', () => {
  it('is written in a way that links of earlier versions are read by', () => {
    const stroke = {
      points: [
        [0.1, -0.05],
        [0.2, 0],
      ] as [number, number][],
      width: 0.2,
      weight: 1,
      erase: false,
    };
    expect(marksText([stroke])).toBe('0.2,1!+2s-1e+2s+1e');
    expect(readTarget('drawing.0.2,1!+2s-1e+2s+1e')).toEqual({ kind: 'drawing', strokes: [stroke] });
    expect(targetText({ kind: 'product', of: [{ kind: 'preset', name: 'a' }], powers: [2] })).toBe(
      'product.2(preset.a)',
    );
    expect(readTarget('preset.third%5Fparty%21s')).toEqual({ kind: 'preset', name: 'third_party!s' });
  });

  it.each<Target>([
    { kind: 'preset', name: 'two-gaussians' },
    { kind: 'mixture', components: [{ weight: 3, mean: [0.125, -2], scale: 0.3 }] },
    { kind: 'drawing', strokes: [] },
    { kind: 'drawing', strokes: [{ shares: [{ at: [1, 2], share: 0.3 }] }] },
    {
      kind: 'product',
      of: [
        { kind: 'preset', name: 'odd(name)' },
        { kind: 'union', of: [{ kind: 'drawing', strokes: [] }], weights: [2] },
      ],
      powers: [1, 0.5],
    },
    {
      kind: 'negation',
      of: [
        { kind: 'preset', name: 'a' },
        { kind: 'preset', name: 'b' },
      ],
      floor: 0.2,
      odds: 3,
    },
    { kind: 'union', of: [{ kind: 'preset', name: 'a' }] },
  ])('comes back as it was: %#', (target) => expect(readTarget(targetText(target))).toEqual(target));

  it.each([
    '',
    'preset.',
    'nonsense.1',
    'mixture.1,2,3',
    'mixture.1,2,x,4',
    'drawing.0.2,1!',
    'drawing.0,1!+1+1',
    'drawing.0.2,1,p00!+1+1',
    'drawing.c,5,0,0!drawing.',
    'drawing.m,0.5,1',
    'product.1,1',
    'product.1,x(preset.a)(preset.b)',
    'product.(preset.a',
    'product.(preset.a)b(preset.b)',
    'product.(nonsense.a)',
  ])('is none where it was broken on the way: %s', (text) => expect(readTarget(text)).toBeNull());
});
