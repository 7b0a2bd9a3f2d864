import { describe, expect, it } from 'vitest';

import { DENSITY, DIVERGING, ENERGY, ERROR, oklch, pack, packed, panelColour, rampFor } from '../../src/lib/colour';

const THEMES = ['dark', 'light'] as const;

/** Relative luminance of a packed pixel. */
function luminance(pixel: number): number {
  const linear = (byte: number) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(pixel & 255) + 0.7152 * linear((pixel >> 8) & 255) + 0.0722 * linear((pixel >> 16) & 255);
}

describe('colours', () => {
  it('are those of Oklab: white, black and a known red', () => {
    expect(oklch(1, 0, 0)).toEqual([255, 255, 255]);
    expect(oklch(0, 0, 0)).toEqual([0, 0, 0]);
    // sRGB (255, 0, 0) is L 0.62796, C 0.25768, h 29.234 degrees
    const [red, green, blue] = oklch(0.62796, 0.25768, 29.234);
    expect(red).toBeGreaterThanOrEqual(254);
    expect(Math.max(green, blue)).toBeLessThanOrEqual(2);
  });

  it('are packed as ImageData holds them, red first', () => {
    expect([...new Uint8Array(Uint32Array.of(pack([1, 2, 3], 4)).buffer)]).toEqual([1, 2, 3, 4]);
    expect(packed('#010203')).toBe(pack([1, 2, 3]));
  });

  it.each(THEMES)('of densities, errors and energies lead away from the ground alone (%s)', (theme) => {
    for (const ramp of [DENSITY[theme], ERROR[theme], ENERGY[theme]]) {
      // in steps that rounding to whole bytes cannot turn
      const light = [...ramp].filter((_, at) => at % 17 === 0).map(luminance);
      const signs = light.slice(1).map((value, at) => Math.sign(value - (light[at] ?? 0)));
      expect(signs).not.toContain(theme === 'dark' ? -1 : 1);
    }
  });

  it.each(THEMES)('of signed values are the ground at zero and alike in strength on both sides (%s)', (theme) => {
    const light = [...DIVERGING[theme]].map(luminance);
    const middle = theme === 'dark' ? Math.min(...light) : Math.max(...light);
    expect([light[127], light[128]]).toContain(middle);
    expect(Math.abs((light[0] ?? 0) - (light[255] ?? 0))).toBeLessThan(0.1);
    expect(DIVERGING[theme][0]).not.toBe(DIVERGING[theme][255]);
  });

  it('are one a panel, and begin again after the last', () => {
    const eight = Array.from({ length: 8 }, (_, index) => panelColour(index, 'dark'));
    expect(new Set(eight).size).toBe(8);
    expect(panelColour(8, 'dark')).toBe(eight[0]);
  });

  it('belong to a scale', () => {
    expect(rampFor('sequential', 'dark')).toBe(DENSITY.dark);
    expect(rampFor('diverging', 'light')).toBe(DIVERGING.light);
    expect(rampFor('error', 'dark')).toBe(ERROR.dark);
    expect(() => rampFor('loud' as 'error', 'dark')).toThrow('loud');
  });
});
