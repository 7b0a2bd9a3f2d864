import { expect, it } from 'vitest';

import { columnsFor, edgeIn } from '../../src/panel/arrange';

const AROUND = { width: 18, height: 118, gap: 8 };

it('knows the edge of pictures that width or height bounds', () => {
  expect(edgeIn(2, 2, 1116, 790, AROUND)).toBe((1116 - 8) / 2 - 18);
  expect(edgeIn(1, 1, 1116, 790, AROUND)).toBe(790 - 118);
  expect(edgeIn(2, 4, 1116, 790, AROUND)).toBe((790 - 8) / 2 - 118);
});

it.each([
  [1, 1116, 790, 1],
  [2, 1116, 790, 2],
  // four in a row on a wide window, two by two where it is nearly square
  [4, 1440, 500, 4],
  [4, 1100, 1000, 2],
  [8, 1400, 800, 4],
  // below each other on a high one
  [2, 400, 1200, 1],
])('%i panels in %i x %i stand in %i columns', (count, width, height, columns) => {
  expect(columnsFor(count, width, height, AROUND)).toBe(columns);
});

it('reckons with words that are broken in narrow panels, or stand beside the picture in wide ones', () => {
  const around = {
    width: 18,
    height: 118,
    gap: 8,
    narrow: { below: 432, height: 55 },
    beside: { from: 1.25, width: 250, height: 50 },
  };
  // four at 1440x900: three columns would leave 220 pixels and half a row empty
  expect(edgeIn(3, 4, 1124, 794, around)).toBe(220);
  expect(edgeIn(2, 4, 1124, 794, around)).toBe(308);
  expect(columnsFor(4, 1124, 794, around)).toBe(2);
  expect(edgeIn(2, 2, 1124, 794, around)).toBe(540);
});
