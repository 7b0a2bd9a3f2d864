import { describe, expect, it } from 'vitest';

import { niceStep } from '../../src/lib/round';

describe('round steps', () => {
  it.each([
    [0.7, 1],
    [1.2, 2],
    [2.1, 5],
    [50, 50],
    [6e-4, 1e-3],
  ])('step up from %d to %d', (rough, step) => {
    expect(niceStep(rough)).toBeCloseTo(step, 12);
  });
});
