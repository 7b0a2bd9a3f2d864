import { expect, it } from 'vitest';

import { cutOut, lawOf } from '../../../../src/pages/boltzmann/machines/law';
import type { Frame } from '../../../../src/stream/decoder';

it('parts the chances of the pictures from that of all others', () => {
  const series = new Map([
    ['model', Float32Array.from([0.25, 0.5, 0.25])],
    ['data', Float32Array.from([0.5, 0.5, 0])],
  ]);
  expect(lawOf({ shape: 'bars', series } as unknown as Frame)).toEqual({
    model: [0.25, 0.5],
    data: [0.5, 0.5],
    others: 0.25,
  });
  expect(lawOf({ shape: 'pixels' } as unknown as Frame)).toBeNull();
});

it('cuts the pictures out of a mosaic, row by row', () => {
  // three pictures of 2 x 1 pixels in rows of two, with gaps of one pixel
  const [width, height] = [7, 5];
  const pixels = new Uint8Array(width * height);
  const at = (row: number, column: number) => row * width + column;
  [pixels[at(1, 1)], pixels[at(1, 2)], pixels[at(1, 4)], pixels[at(1, 5)]] = [1, 2, 3, 4];
  [pixels[at(3, 1)], pixels[at(3, 2)]] = [5, 6];
  const frame = { shape: 'pixels', width, height, pixels } as unknown as Frame;
  expect(cutOut(frame, 3).map((each) => [each.width, each.height, ...each.pixels])).toEqual([
    [2, 1, 1, 2],
    [2, 1, 3, 4],
    [2, 1, 5, 6],
  ]);
  expect(cutOut({ ...frame, width: 8 } as unknown as Frame, 3)).toEqual([]);
});
