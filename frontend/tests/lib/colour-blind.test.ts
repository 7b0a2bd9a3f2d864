import { describe, expect, it } from 'vitest';

import { DENSITY, ERROR, FIGURE, MODES, panelColour, type Ramp } from '../../src/lib/colour';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** What remains of linear RGB without one kind of cone, at full severity. Source: Machado et al. 2009, table 1. */
const SIGHTS: Readonly<Record<string, Matrix>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const times = (matrix: Matrix, [a, b, c]: Triple): Triple =>
  matrix.map((row) => row[0] * a + row[1] * b + row[2] * c) as unknown as Triple;

function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

/** Source: Ottosson 2020. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(Math.max(0, 0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b));
  const m = Math.cbrt(Math.max(0, 0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b));
  const s = Math.cbrt(Math.max(0, 0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b));
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const seen = (hex: string, sight: string) => oklab(times(SIGHTS[sight]!, linear(hex)));
const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** The two among some colours that look most alike, and how far apart they are in Oklab. */
function closest(hexes: readonly string[], sight: string) {
  const colours = hexes.map((hex) => seen(hex, sight));
  let found = { pair: '', apart: Infinity };
  colours.forEach((one, i) =>
    colours.slice(0, i).forEach((other, j) => {
      const apart = distance(one, other);
      if (apart < found.apart) found = { pair: `${j + 1} and ${i + 1}`, apart };
    }),
  );
  return found;
}

/** About three just noticeable differences: what two thin lines side by side need. */
const APART = 0.06;

describe.each(['dark', 'light'] as const)('on the %s ground', (theme) => {
  describe.each(Object.keys(SIGHTS))('with %s', (sight) => {
    it.each([2, 3, 4, 5, 6, 7, 8])('%i panels can be told apart', (count) => {
      const panels = Array.from({ length: count }, (_, index) => panelColour(index, theme));
      const { pair, apart } = closest(panels, sight);
      expect(apart, `panels ${pair}`).toBeGreaterThan(APART);
    });

    it('every mode can be told from all others and from the ground', () => {
      const { pair, apart } = closest(MODES[theme], sight);
      expect(apart, `modes ${pair}`).toBeGreaterThan(APART);
      for (const mode of MODES[theme])
        expect(distance(seen(mode, sight), seen(FIGURE[theme], sight))).toBeGreaterThan(0.25);
    });

    it('every panel can be told from the ground', () => {
      for (let index = 0; index < 8; index += 1)
        expect(distance(seen(panelColour(index, theme), sight), seen(FIGURE[theme], sight))).toBeGreaterThan(0.25);
    });

    it('density and error grow evenly in lightness', () => {
      for (const ramp of [DENSITY[theme], ERROR[theme]]) expect(turns(ramp, sight)).toEqual([]);
    });
  });
});

/** Where a ramp's lightness goes back, by more than rounding to 8 bits can do. */
function turns(ramp: Ramp, sight: string): number[] {
  const light = Array.from(ramp, (pixel) => {
    const hex = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]
      .map((value) => value.toString(16).padStart(2, '0'))
      .join('');
    return seen(`#${hex}`, sight)[0];
  });
  const way = Math.sign(light.at(-1)! - light[0]!);
  return light.flatMap((value, index) => (index > 0 && way * (value - light[index - 1]!) < -0.004 ? [index] : []));
}

it.each(['dark', 'light'] as const)('no mode is the colour of a panel on the %s ground', (theme) => {
  const panels = Array.from({ length: 8 }, (_, index) => panelColour(index, theme));
  for (const mode of MODES[theme])
    for (const panel of panels)
      expect(distance(seen(mode, 'all'), seen(panel, 'all')), `${mode} and ${panel}`).toBeGreaterThan(0.08);
});

describe('the test itself', () => {
  it('finds red and green that a deuteranope cannot tell apart', () => {
    expect(distance(seen('#d01c1c', 'all'), seen('#6e8a1c', 'all'))).toBeGreaterThan(0.2);
    expect(distance(seen('#a06020', 'deuteranopia'), seen('#7b7b20', 'deuteranopia'))).toBeLessThan(APART);
  });
});
