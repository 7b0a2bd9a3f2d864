import { describe, expect, it } from 'vitest';

import { nearest, partsInside } from '../../src/pad/box';

describe('the box that holds what is drawn', () => {
  it('leaves alone what stays inside or on its edge', () => {
    const path = [
      [0, 0],
      [4, 4],
      [4, -4],
      [1, 2],
    ] as const;
    expect(partsInside(path)).toEqual([path]);
    expect(partsInside([[4, -4]])).toEqual([[[4, -4]]]);
  });

  it('cuts a path where it leaves and takes it up where it comes back', () => {
    expect(
      partsInside([
        [3, 0],
        [5, 1],
        [5, 2],
        [3, 2],
        [2, 2],
      ]),
    ).toEqual([
      [
        [3, 0],
        [4, 0.5],
      ],
      [
        [4, 2],
        [3, 2],
        [2, 2],
      ],
    ]);
  });

  it('keeps the middle of a line from outside to outside, and nothing of one that misses', () => {
    expect(
      partsInside([
        [-6, 1],
        [6, 1],
      ]),
    ).toEqual([
      [
        [-4, 1],
        [4, 1],
      ],
    ]);
    expect(
      partsInside([
        [-9, 0],
        [0, 9],
      ]),
    ).toEqual([]);
    expect(
      partsInside([
        [-5, 6],
        [5, 6],
      ]),
    ).toEqual([]);
    expect(partsInside([[5, 5]])).toEqual([]);
  });

  it('cuts the pressure of a pen with the path', () => {
    expect(
      partsInside([
        [3, 0, 1],
        [5, 0, 0],
      ]),
    ).toEqual([
      [
        [3, 0, 1],
        [4, 0, 0.5],
      ],
    ]);
  });

  it('has a nearest place for every other', () => {
    expect(nearest([9, -5, 0.3])).toEqual([4, -4, 0.3]);
    expect(nearest([1, -2])).toEqual([1, -2]);
  });
});
