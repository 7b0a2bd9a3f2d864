import { describe, expect, it } from 'vitest';

import { isCloud, isShares, isStroke, laysMass, type Mark } from '../../src/pad/marks';

const STROKE: Mark = { points: [[0, 0]], width: 0.2, weight: 1, erase: false };
const ERASER: Mark = { ...STROKE, erase: true };
const CLOUD: Mark = { source: { kind: 'preset', name: 'rings' }, mass: 5, shift: [0, 0] };
const SHARES: Mark = { shares: [{ at: [0, 0], share: 0.5 }] };

describe('marks', () => {
  it('are told apart by what they hold', () => {
    const all = [STROKE, ERASER, CLOUD, SHARES];
    expect(all.map(isStroke)).toEqual([true, true, false, false]);
    expect(all.map(isCloud)).toEqual([false, false, true, false]);
    expect(all.map(isShares)).toEqual([false, false, false, true]);
  });

  it('lay mass unless they take it away or share it out', () => {
    expect([STROKE, ERASER, CLOUD, SHARES].map(laysMass)).toEqual([true, false, true, false]);
  });
});
