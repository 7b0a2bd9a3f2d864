import { describe, expect, it } from 'vitest';

import { exactFigures, instantFigures, pair, ratioText } from '../../src/panel/readings';

type Found = Parameters<typeof exactFigures>[0];

const READING = { score: [3, 4], true_score: [3, 1], energy: 2, true_log_density: -1.5 };

describe('what a panel says of a point', () => {
  it('is the server’s reading, with its length and its distance from the truth', () => {
    expect(exactFigures({ reading: READING, logDensity: -2 } as unknown as Found)).toEqual({
      exact: true,
      score: { x: 3, y: 4 },
      length: 5,
      truth: { x: 3, y: 1 },
      error: 3,
      logDensity: -2,
      trueLogDensity: -1.5,
    });
  });

  it('is nothing where the field is not finite, and has no error where the truth is not', () => {
    expect(exactFigures({ reading: { ...READING, score: null }, logDensity: null } as unknown as Found)).toBeNull();
    const lone = exactFigures({ reading: { ...READING, true_score: null }, logDensity: null } as unknown as Found);
    expect([lone?.truth, lone?.error]).toEqual([null, null]);
  });

  it('lies between the cells of the newest field until then', () => {
    // two cells a side, centres at -2 and 2; the x component grows to the right, the y component upward
    const field = { values: Float32Array.of(0, 0, 8, 0, 0, 4, 8, 4), side: 2 };
    const found = instantFigures({ x: 1, y: 0 }, field, field);
    expect([found.exact, found.score, found.error]).toEqual([false, { x: 6, y: 2 }, 0]);
  });
});

describe('figures of a point as text', () => {
  it('have as many decimals as can be read off', () => expect(pair({ x: 1.204, y: -0.306 })).toBe('(1.20, −0.31)'));

  it.each([
    [Math.log(20), '20'],
    [Math.log(0.5), '0.5'],
    [12 * Math.LN10, '10^12'],
    [-7.5 * Math.LN10, '10^−7.5'],
  ])('are powers of ten where a ratio would be too long: %d', (ratio, text) => expect(ratioText(ratio)).toBe(text));
});
