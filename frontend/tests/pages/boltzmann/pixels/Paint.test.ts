import { expect, it } from 'vitest';

import { pack } from '../../../../src/lib/colour';
import { INK, painted } from '../../../../src/pages/boltzmann/pixels/paint';

const words = (image: ImageData) => [...new Uint32Array(image.data.buffer)];
const frame = (...pixels: number[]) => ({ width: pixels.length, height: 1, pixels: Uint8Array.from(pixels) });

it('is black and white on any page', () => {
  expect(words(painted(frame(0, 255), 'ink'))).toEqual([pack([11, 14, 19]), pack([240, 244, 248])]);
  expect(words(painted(frame(128), 'ink'))[0]).toBe(INK[128]);
});

it('lays what is marked over it, told apart by what is wrong', () => {
  const [fine, bright, dark] = words(painted(frame(255, 255, 0), 'ink', frame(0, 255, 255)));
  expect(fine).toBe(INK[255]);
  expect(bright).not.toBe(dark);
  expect([INK[255], INK[0]]).not.toContain(bright);
  expect([INK[255], INK[0]]).not.toContain(dark);
});

it('marks nothing where the mark is of another size', () => {
  expect(words(painted(frame(255, 0), 'ink', frame(255)))).toEqual([INK[255], INK[0]]);
});
