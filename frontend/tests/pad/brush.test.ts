import { describe, expect, it } from 'vitest';

import { FIRST_BRUSH, SOFTNESS, WEIGHT, WIDTH, within } from '../../src/pad/brush';

describe('the brush', () => {
  it('starts within its own ranges', () => {
    expect(within(WIDTH, FIRST_BRUSH.width)).toBe(FIRST_BRUSH.width);
    expect(within(WEIGHT, FIRST_BRUSH.weight)).toBe(FIRST_BRUSH.weight);
    expect(within(SOFTNESS, FIRST_BRUSH.softness)).toBe(FIRST_BRUSH.softness);
  });

  it.each([
    [0, WIDTH.min],
    [0.5, 0.5],
    [9, WIDTH.max],
  ])('takes %d as %d', (asked, given) => expect(within(WIDTH, asked)).toBe(given));
});
