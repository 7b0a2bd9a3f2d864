import { describe, expect, it } from 'vitest';

import {
  BLANK,
  CLOUD_MASS,
  dabsOf,
  digits,
  isBlank,
  isTarget,
  marksOf,
  thinned,
  withShare,
} from '../../src/pad/target';

const PART = { weight: 1, mean: [1, -2] as [number, number], scale: 0.5 };
const STROKE = { points: [[0, 0] as [number, number]], width: 0.2, weight: 1, erase: false };

describe('a target as a drawing', () => {
  it('is one dab a Gaussian, with its mass by its scale', () => {
    const dabs = dabsOf([PART, { ...PART, weight: 3, scale: 1 }]);
    expect(dabs?.map(({ width, weight }) => (width ?? 0) * (weight ?? 0))).toEqual([
      CLOUD_MASS / 4,
      (3 * CLOUD_MASS) / 4,
    ]);
    expect(dabs?.[0]?.points).toEqual([[1, -2]]);
  });

  it('is one cloud where it has too many components or one that no brush has', () => {
    const wide = { kind: 'mixture' as const, components: [{ ...PART, scale: 3 }] };
    expect(marksOf(wide, null)).toEqual([{ source: wide, mass: CLOUD_MASS, shift: [0, 0] }]);
    expect(dabsOf(Array.from({ length: 65 }, () => PART))).toBeNull();
    expect(dabsOf(Array.from({ length: 64 }, () => PART))).toHaveLength(64);
  });

  it('is its own marks where it is one already, and a preset comes apart when its parts are known', () => {
    expect(marksOf({ kind: 'drawing', strokes: [STROKE] }, null)).toEqual([STROKE]);
    const preset = { kind: 'preset' as const, name: 'rings' };
    expect(marksOf(preset, null)).toEqual([{ source: preset, mass: CLOUD_MASS, shift: [0, 0] }]);
    expect(marksOf(preset, [PART])).toEqual(dabsOf([PART]));
  });

  it('is blank until a mark lays mass', () => {
    expect(isBlank(BLANK)).toBe(true);
    expect(isBlank({ kind: 'drawing', strokes: [{ ...STROKE, erase: true }] })).toBe(true);
    expect(isBlank({ kind: 'drawing', strokes: [STROKE] })).toBe(false);
    expect(isBlank({ kind: 'preset', name: 'rings' })).toBe(false);
  });
});

describe('marks of a drawing', () => {
  it('take further shares in a row as one mark', () => {
    const once = withShare([STROKE], [1, 2], 0.3);
    expect(withShare(once.strokes, [0, 0], 0.1).strokes).toEqual([
      STROKE,
      {
        shares: [
          { at: [1, 2], share: 0.3 },
          { at: [0, 0], share: 0.1 },
        ],
      },
    ]);
  });

  it('are thinned but for their ends, and keep how hard a resting pen was pressed', () => {
    const path = [
      [0, 0],
      [0.01, 0],
      [0.2, 0],
      [0.21, 0],
    ] as const;
    expect(thinned(path, 0.1)).toEqual([
      [0, 0],
      [0.2, 0],
      [0.21, 0],
    ]);
    const pressed = thinned(
      [
        [0, 0, 0.2],
        [0.01, 0, 0.9],
        [1, 0, 0.4],
      ],
      0.1,
    );
    expect(pressed).toEqual([
      [0, 0, 0.9],
      [1, 0, 0.4],
    ]);
  });

  it('travel with six digits', () => expect(digits(0.123456789)).toBe(0.123457));

  it('are known by their shape when they come from a store or a link', () => {
    expect(isTarget({ kind: 'preset', name: 'rings' })).toBe(true);
    expect(isTarget({ kind: 'mixture', components: [] })).toBe(true);
    expect(isTarget({ kind: 'drawing', strokes: [] })).toBe(true);
    for (const wrong of [
      null,
      3,
      {},
      { kind: 'preset' },
      { kind: 'mixture', components: 3 },
      { kind: 'other', strokes: [] },
    ])
      expect(isTarget(wrong)).toBe(false);
  });
});
