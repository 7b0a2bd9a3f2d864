import { describe, expect, it } from 'vitest';

import { quantise } from '../../src/pad/point';

describe('places on the pad', () => {
  it.each([
    [1.23456, 1.235],
    [-0.0004, 0],
    [3.9996, 4],
  ])('are kept to a thousandth: %d is %d', (asked, kept) => expect(quantise(asked)).toBeCloseTo(kept, 12));
});
