import { describe, expect, it } from 'vitest';

import { pictureSize } from '../../src/lib/picture-size';

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const zeros = (n: number) => Array<number>(n).fill(0);

const FILES: [string, number[]][] = [
  ['PNG', [0x89, ...ascii('PNG\r\n\x1a\n'), 0, 0, 0, 13, ...ascii('IHDR'), 0, 0, 0x4e, 0x20, 0, 0, 0x27, 0x10]],
  ['GIF', [...ascii('GIF89a'), 0x20, 0x4e, 0x10, 0x27]],
  ['BMP', [...ascii('BM'), ...zeros(12), 40, 0, 0, 0, 0x20, 0x4e, 0, 0, 0xf0, 0xd8, 0xff, 0xff]],
  [
    'JPEG behind metadata and tables',
    [0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xc4, 0, 3, 9, 0xff, 0xff, 0xc2, 0, 11, 8, 0x27, 0x10, 0x4e, 0x20],
  ],
  ['WebP, lossy', [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8 '), ...zeros(10), 0x20, 0x4e & 0x3f, 0x10, 0x27]],
  ['WebP, extended', [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8X'), ...zeros(8), 0x1f, 0x4e, 0, 0x0f, 0x27, 0]],
];

describe('the size of a picture', () => {
  it.each(FILES)('is read from the first bytes of a %s', (kind, bytes) => {
    const width = kind === 'WebP, lossy' ? 20000 & 0x3fff : 20000;
    expect(pictureSize(new Uint8Array(bytes))).toEqual({ width, height: 10000 });
  });

  it('of a lossless WebP is packed', () => {
    const bits = (100 - 1) | ((50 - 1) << 14);
    const bytes = [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8L'), ...zeros(4), 0x2f];
    for (let shift = 0; shift < 32; shift += 8) bytes.push((bits >> shift) & 255);
    expect(pictureSize(new Uint8Array(bytes))).toEqual({ width: 100, height: 50 });
  });

  it.each([[[]], [ascii('GIF8')], [ascii('hello, this is text and no picture')], [[0xff, 0xd8, 0xff, 0xda, 0, 0]]])(
    'is not there where no picture is',
    (bytes) => {
      expect(pictureSize(new Uint8Array(bytes))).toBeNull();
    },
  );
});
