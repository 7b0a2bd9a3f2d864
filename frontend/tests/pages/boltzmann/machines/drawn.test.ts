import { expect, it } from 'vitest';

import {
  different,
  patternsOf,
  pixelAt,
  samples,
  subjectOf,
  withPixel,
} from '../../../../src/pages/boltzmann/machines/drawn';

it('says drawn patterns as the server has them, and reads them back', () => {
  const patterns = samples(6);
  const subject = subjectOf(patterns);
  expect([subject['data'], subject['width'], subject['height']]).toEqual(['drawn', 6, 6]);
  expect(patternsOf(subject)).toEqual(patterns);
  expect(patternsOf({ ...subject, data: 'digits' })).toEqual([]);
});

it('begins with patterns that differ, on every grid', () => {
  for (const edge of [4, 6, 8, 12]) expect(different(samples(edge))).toBe(5);
});

it('sets one pixel and leaves the picture as it was', () => {
  const [first] = samples(4);
  const before = pixelAt(first!, 2, 3);
  const next = withPixel(first!, 2, 3, 1 - before);
  expect([pixelAt(next, 2, 3), pixelAt(first!, 2, 3)]).toEqual([1 - before, before]);
  expect(different([first!, next, first!])).toBe(2);
});
