import { describe, expect, it } from 'vitest';

import { pack, type Rgb } from '../../src/lib/colour';
import { Camera } from '../../src/lib/camera';
import { splat } from '../../src/render/particles';
import { tintOf } from '../../src/render/ranks';

const CALM: Rgb = [0, 0, 0];
const WARN: Rgb = [250, 0, 0];

describe('particles coloured by density', () => {
  // a grid of 2 x 2 cells, row 0 lowest: all mass on the upper right
  const tint = tintOf(new Float32Array([0, 0, 0, 1]), 2, CALM, WARN);

  it('warns in the emptiest cells and is calm where the mass lies', () => {
    expect(tint.colours[0]).toBe(pack(WARN, 215));
    const even = tintOf(new Float32Array([1, 1, 1, 1]), 2, CALM, WARN);
    expect(even.colours.filter((colour) => colour === pack(CALM, 215)).length).toBe(3);
  });

  it('paints each particle in the colour of its own cell', () => {
    const size = 40;
    const pixels = new Uint32Array(size * size);
    const where = new Int16Array([-16000, -16000, 16000, 16000]);
    const upright = tintOf(new Float32Array([1, 9, 90, 900]), 2, CALM, WARN);
    splat(pixels, new Camera(size), where, where, 1, 7, upright);
    const at = (column: number, row: number): number => pixels[row * size + column]!;
    expect(at(10, 29)).toBe(upright.colours[0]); // lower left on the screen
    expect(at(29, 10)).toBe(upright.colours[3]); // upper right
    expect(upright.colours[0]).not.toBe(upright.colours[3]);
  });
});
