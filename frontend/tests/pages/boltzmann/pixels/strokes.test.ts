import { expect, it } from 'vitest';

import { blank } from '../../../../src/pages/boltzmann/pixels/bits';
import { levels, resized, same, stroked } from '../../../../src/pages/boltzmann/pixels/strokes';

const white = ({ width, pixels }: { width: number; pixels: Uint8Array }) =>
  [...pixels.keys()].filter((at) => pixels[at]).map((at) => [Math.floor(at / width), at % width]);

it('paints the pixels whose centres lie within the radius of the way', () => {
  const drawn = stroked(blank(9, 5), { row: 2.5, column: 2.5 }, { row: 2.5, column: 5.5 }, 1, 1);
  expect(white(drawn)).toEqual([
    ...[2, 3, 4, 5].map((column) => [1, column]),
    ...[1, 2, 3, 4, 5, 6].map((column) => [2, column]),
    ...[2, 3, 4, 5].map((column) => [3, column]),
  ]);
});

it('erases, leaves what it was given alone, and paints one pixel at least', () => {
  const before = stroked(blank(4, 4), { row: 1.5, column: 1.5 }, { row: 1.5, column: 1.5 }, 0, 1);
  expect(white(before)).toEqual([[1, 1]]);
  const after = stroked(before, { row: 1.5, column: 1.5 }, { row: 1.5, column: 1.5 }, 3, 0);
  expect([white(before).length, white(after).length]).toEqual([1, 0]);
});

it('stays on the picture', () => {
  expect(white(stroked(blank(4, 4), { row: -3, column: -3 }, { row: -3, column: -3 }, 1, 1))).toEqual([]);
  expect(white(stroked(blank(4, 4), { row: 3.5, column: 9 }, { row: 3.5, column: 3.5 }, 0, 1))).toEqual([[3, 3]]);
});

it('puts a picture on another grid, and knows equal ones', () => {
  const two = { width: 2, height: 1, pixels: Uint8Array.from([0, 1]) };
  const four = resized(two, 4, 2);
  expect([...four.pixels]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  expect([same(resized(four, 2, 1), two), same(two, four)]).toEqual([true, false]);
  expect([...levels(two)]).toEqual([0, 255]);
});
