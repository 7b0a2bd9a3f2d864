import { expect, it } from 'vitest';

import { blank, fromBits, fromLink, inLink, isBits, toBits } from '../../../../src/pages/boltzmann/pixels/bits';

const L = { width: 3, height: 3, pixels: Uint8Array.from([1, 0, 0, 1, 0, 0, 1, 1, 1]) };

it('packs pixels as the server reads them: in reading order, the first in the highest bit', () => {
  // 10010011 1.......
  expect(toBits(L)).toEqual({ width: 3, height: 3, bits: btoa('\x93\x80') });
  expect(fromBits(toBits(L))).toEqual(L);
  expect(isBits(toBits(L))).toBe(true);
  expect([isBits(null), isBits('letter-a'), isBits({ width: 3, height: 3 })]).toEqual([false, false, false]);
});

it('refuses fewer bits than pixels', () => {
  expect(() => fromBits({ width: 9, height: 9, bits: btoa('\x93\x80') })).toThrow('fewer bits than pixels');
});

it.each([
  ['a drawing', { width: 40, height: 20, pixels: Uint8Array.from({ length: 800 }, (_, at) => (at % 40 < 20 ? 0 : 1)) }],
  ['what is white from the first pixel on', { width: 20, height: 20, pixels: new Uint8Array(400).fill(1) }],
  ['nothing', blank(300, 300)],
  ['noise', { width: 9, height: 7, pixels: Uint8Array.from({ length: 63 }, (_, at) => ((at * at * 7 + at) % 3) & 1) }],
])('writes %s into a link and reads it again', (_, picture) => {
  const written = inLink(toBits(picture));
  expect(written).toMatch(/^\d+x\d+\.[rb][\w-]*$/);
  expect(fromBits(fromLink(written))).toEqual(picture);
});

it('takes the shorter of runs and bits', () => {
  const plain = inLink(toBits(blank(96, 96)));
  expect(plain.length).toBeLessThan(16);
  const noise = Uint8Array.from({ length: 96 * 96 }, (_, at) => at & 1);
  expect(inLink(toBits({ width: 96, height: 96, pixels: noise }))).toMatch(/^96x96\.b/);
});

it.each(['', '96x96.r', 'x', '3x3.q00', '2000x2000.rAA'])('refuses %j in a sentence', (written) => {
  expect(() => fromLink(written)).toThrow(/^The picture in the link .*\.$/);
});
