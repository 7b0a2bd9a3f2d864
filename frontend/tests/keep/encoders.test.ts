import { expect, it } from 'vitest';

import { gifPause, gifScale } from '../../src/keep/encoders';
import { sizeOf } from '../../src/keep/poster';

it('of four panels is as large as a slide, and of one or two as large as the poster', () => {
  const { width, height } = sizeOf(4);
  const scale = gifScale(width);
  expect([Math.round(width * scale), Math.round(height * scale)]).toEqual([1280, 493]);
  // the edge of each picture
  expect(360 * scale).toBeGreaterThan(290);
  expect(gifPause(1280, 493)).toBe(200);
  expect([gifScale(sizeOf(2).width), gifPause(sizeOf(1).width, sizeOf(1).height)]).toEqual([1, 100]);
});
