import { expect, it } from 'vitest';

import { fitted, greysOf, inWords, otsu, thresholded } from '../../../../src/pages/boltzmann/pixels/threshold';

it('parts two groups in the middle of the valley between them', () => {
  expect(otsu(Uint8Array.from([10, 12, 14, 200, 202, 204]))).toBe(107);
  // by the variance between: a few bright ones among many dark ones
  expect(otsu(Uint8Array.from([...Array<number>(90).fill(20), ...Array<number>(10).fill(220)]))).toBe(120);
  // of one colour there is nothing to part
  expect(otsu(Uint8Array.from([77, 77]))).toBe(129);
});

it('makes white what is as bright as the threshold', () => {
  expect([...thresholded({ width: 3, height: 1, levels: Uint8Array.from([9, 10, 11]) }, 10).pixels]).toEqual([0, 1, 1]);
});

it('weighs the colours as the eye does', () => {
  const data = Uint8ClampedArray.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
  const image = { width: 3, height: 1, data } as unknown as ImageData;
  expect([...greysOf(image).levels]).toEqual([54, 182, 18]);
});

it('fits a picture without distorting it, and enlarges none', () => {
  expect([fitted(1024, 768, 256), fitted(768, 1024, 256), fitted(100, 60, 256), fitted(4000, 4, 256)]).toEqual([
    [256, 192],
    [192, 256],
    [100, 60],
    [256, 8],
  ]);
});

it('says what was done', () => {
  expect(inWords('cat.png', [1024, 768], [256, 192], 117)).toBe(
    'cat.png: 1024 × 768 resized to 256 × 192; white where its brightness is at least 117 of 255.',
  );
  expect(inWords('dot.png', [8, 8], [8, 8], 9)).toBe(
    'dot.png, 8 × 8 pixels; white where its brightness is at least 9 of 255.',
  );
});
