import { describe, expect, it } from 'vitest';

import { contour, massLevels } from '../../src/render/contours';
import { centreOf } from '../../src/lib/centres';

const SIDE = 96;

/** A function of world x and y on the grid. */
function grid(value: (x: number, y: number) => number, side = SIDE) {
  const values = Float32Array.from({ length: side * side }, (_, cell) =>
    value(centreOf(cell % side, side), centreOf(Math.floor(cell / side), side)),
  );
  return { values, side };
}

const SIGMA = 0.7;
const CENTRE = { x: 1.2, y: -0.8 };
const gaussian = grid((x, y) => Math.exp(-((x - CENTRE.x) ** 2 + (y - CENTRE.y) ** 2) / (2 * SIGMA ** 2)));

describe('contours', () => {
  it('of a Gaussian are circles around its mean, of the radius that its formula says', () => {
    for (const level of [0.1, 0.5, 0.9]) {
      const radius = SIGMA * Math.sqrt(-2 * Math.log(level));
      const segments = contour(gaussian, level);
      expect(segments.length).toBeGreaterThan(4 * 8);
      for (let at = 0; at < segments.length; at += 2)
        expect(Math.hypot(segments[at]! - CENTRE.x, segments[at + 1]! - CENTRE.y)).toBeCloseTo(radius, 2);
    }
  });

  it('have the length of the circle: no piece is missing and none is drawn twice', () => {
    const segments = contour(gaussian, 0.5);
    let length = 0;
    for (let at = 0; at < segments.length; at += 4)
      length += Math.hypot(segments[at + 2]! - segments[at]!, segments[at + 3]! - segments[at + 1]!);
    expect(length / (2 * Math.PI * SIGMA * Math.sqrt(2 * Math.LN2))).toBeCloseTo(1, 2);
  });

  it('stand upright: below and to the right of the centre for the asymmetric modes', () => {
    for (const mode of [
      { x: 2.5, y: 0 },
      { x: 0, y: -1.5 },
    ]) {
      const segments = contour(
        grid((x, y) => Math.exp(-((x - mode.x) ** 2 + (y - mode.y) ** 2))),
        0.5,
      );
      const mean = (part: number) =>
        [...segments].filter((_, at) => at % 2 === part).reduce((sum, value) => sum + value, 0) / (segments.length / 2);
      expect(mean(0)).toBeCloseTo(mode.x, 1);
      expect(mean(1)).toBeCloseTo(mode.y, 1);
    }
  });

  it('of a saddle do not cross', () => {
    const saddle = grid((x, y) => x * y, 2);
    const near = contour(saddle, 0.1);
    expect(near.length).toBe(8);
    for (let at = 0; at < near.length; at += 4) {
      const [x, y] = [(near[at]! + near[at + 2]!) / 2, (near[at + 1]! + near[at + 3]!) / 2];
      expect(x * y).toBeGreaterThan(0);
    }
  });

  it('leave out cells that are not known', () => {
    const holed = grid((x, y) => (y > 0 ? NaN : Math.exp(-(x ** 2) - y ** 2)));
    const segments = contour(holed, 0.5);
    expect(segments.length).toBeGreaterThan(0);
    for (let at = 1; at < segments.length; at += 2) expect(segments[at]).toBeLessThan(0);
  });
});

describe('levels by mass', () => {
  it('of a Gaussian are those of its formula: a share s lies above (1 - s) of the peak', () => {
    const levels = massLevels(gaussian.values, [0.2, 0.5, 0.95]);
    [0.8, 0.5, 0.05].forEach((level, at) => expect(levels[at]).toBeCloseTo(level, 1));
  });

  it('of nothing are none, and of one cell its own value', () => {
    expect(massLevels(new Float32Array(4))).toEqual([]);
    expect(massLevels(Float32Array.of(0, 3, 0, 0), [0.5])).toEqual([3]);
  });
});
