import { expect, it } from 'vitest';

import { subjectFor } from '../../../../../src/pages/boltzmann/rooms/clamping/starts';
import { count, heldBits, hiddenAt, maskOf, painted } from '../../../../../src/pages/boltzmann/rooms/clamping/mask';
import type { Frame } from '../../../../../src/stream/decoder';

const frame = {
  shape: 'pixels',
  width: 4,
  height: 2,
  pixels: Uint8Array.from([0, 255, 0, 255, 127, 128, 127, 0]),
} as unknown as Frame;

it('reads what is hidden off the grey pixels', () => {
  const mask = maskOf(frame);
  expect([...mask!.hidden]).toEqual([0, 0, 0, 0, 1, 1, 1, 0]);
  expect(count(mask!)).toBe(3);
  expect(maskOf(null)).toBeNull();
});

it('says what is held in packed bits, the first pixel in the highest', () => {
  expect(atob(heldBits(maskOf(frame)!)).charCodeAt(0)).toBe(0b11110001);
});

it('hides and shows one pixel, and leaves the mask as it was', () => {
  const mask = maskOf(frame)!;
  const next = painted(mask, 0, 2, 1);
  expect([hiddenAt(mask, 0, 2), hiddenAt(next, 0, 2), count(next)]).toEqual([0, 1, 4]);
});

it('asks about the first picture of other data, which may be few', () => {
  expect(['digits', 'bars-and-stripes', 'drawn'].map((data) => subjectFor(data)['index'])).toEqual([0, 0, 0]);
  expect(subjectFor('drawn')['patterns']).toHaveLength(5);
});
