import { describe, expect, it } from 'vitest';

import { between, hardest, measured, relativeWidths, samplesOf, shaped } from '../../src/pad/pressure';
import { LIGHTEST } from '../../src/protocol/generated';

describe('the pressure of a pen', () => {
  it('is none where a pen says the same throughout that it says when it cannot tell', () => {
    const points = {
      points: [
        [0, 0],
        [1, 0],
      ],
    };
    expect(
      measured([
        [0, 0, 0.5],
        [1, 0, 0.5],
      ]),
    ).toEqual(points);
    expect(
      measured([
        [0, 0, 0],
        [1, 0, 0],
      ]),
    ).toEqual(points);
    expect(
      measured([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual(points);
    expect(
      measured([
        [0, 0, 0.5],
        [1, 0, 0.7],
      ]),
    ).toEqual({ ...points, pressures: [0.5, 0.7] });
  });

  it('is kept to a fiftieth within its bounds', () => {
    expect(
      shaped([
        [0, 0, 0.513],
        [1, 0, 1.7],
        [2, 0, -1],
      ]).pressures,
    ).toEqual([0.52, 1, 0]);
  });

  it('makes widths from the lightest to the brush’s own', () => {
    const stroke = {
      points: [
        [0, 0],
        [1, 0],
      ] as [number, number][],
      width: 1,
      weight: 1,
      erase: false,
    };
    expect(relativeWidths({ ...stroke, pressures: [0, 1] })).toEqual([LIGHTEST, 1]);
    expect(relativeWidths(stroke)).toEqual([1, 1]);
    expect(samplesOf({ ...stroke, pressures: [0.2, 1] })).toEqual([
      [0, 0, 0.2],
      [1, 0, 1],
    ]);
    expect(samplesOf(stroke)).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  it('runs evenly between two places, and of several the hardest counts', () => {
    const [x, y, pressure] = between([0, 0, 0.2], [2, 4, 0.6], 0.5);
    expect([x, y]).toEqual([1, 2]);
    expect(pressure).toBeCloseTo(0.4);
    expect(between([0, 0], [2, 4, 0.6], 0.25)).toEqual([0.5, 1]);
    expect(
      hardest(
        [0, 0, 0.2],
        [
          [9, 9, 0.7],
          [1, 1],
        ],
      ),
    ).toEqual([0, 0, 0.7]);
    expect(hardest([0, 0], [[1, 1]])).toEqual([0, 0]);
  });
});
