import { describe, expect, it } from 'vitest';

import { symmetric, type SymmetryKind } from '../../src/pad/symmetry';

const stroke = (...points: [number, number][]) => ({ points, width: 0.1, weight: 1, erase: false });

function copies(kind: SymmetryKind, points: [number, number][], folds = 4) {
  return symmetric([stroke(...points)], { kind, folds }).map((each) => each.points);
}

describe('symmetry', () => {
  it('mirrors and turns, the stroke itself first', () => {
    expect(copies('none', [[1, 2]])).toEqual([[[1, 2]]]);
    expect(copies('left-right', [[1, 2]])).toEqual([[[1, 2]], [[-1, 2]]]);
    expect(copies('up-down', [[1, 2]])).toEqual([[[1, 2]], [[1, -2]]]);
    expect(copies('both', [[1, 2]])).toEqual([[[1, 2]], [[-1, 2]], [[1, -2]], [[-1, -2]]]);
    expect(copies('turn', [[1, 2]])).toEqual([[[1, 2]], [[-2, 1]], [[-1, -2]], [[2, -1]]]);
    expect(copies('turn', [[1, 0]], 5)).toHaveLength(5);
  });

  it('lays what is its own mirror image once', () => {
    expect(copies('both', [[0, 0]])).toEqual([[[0, 0]]]);
    expect(
      copies('left-right', [
        [-1, 2],
        [1, 2],
      ]),
    ).toHaveLength(1);
    expect(copies('turn', [[0, 0]], 12)).toHaveLength(1);
  });

  it('cuts what would leave the box', () => {
    const [, turned] = copies(
      'turn',
      [
        [3.5, 3.5],
        [0, 0],
      ],
      8,
    );
    expect(turned?.every(([x, y]) => Math.abs(x) <= 4 && Math.abs(y) <= 4)).toBe(true);
    expect(turned?.at(-1)).toEqual([0, 0]);
    expect(copies('turn', [[4, 4]], 8)).toHaveLength(4);
  });

  it('gives the copies of a text groups of their own', () => {
    const letters = [stroke([1, 1], [2, 1]), stroke([1, 2], [2, 2])].map((each) => ({ ...each, group: 1 }));
    expect(symmetric(letters, { kind: 'left-right', folds: 2 }).map(({ group }) => group)).toEqual([1, 1, 2, 2]);
  });

  it('keeps the pressures of a pen with the points they belong to, also where a copy is cut', () => {
    const pen = { ...stroke([3.5, 3.5], [0, 0]), pressures: [1, 0] };
    const [own, turned] = symmetric([pen], { kind: 'turn', folds: 8 });
    expect(own?.pressures).toEqual([1, 0]);
    expect(turned?.pressures).toHaveLength(turned?.points.length ?? NaN);
    turned?.points.forEach(([x, y], index) =>
      expect(turned.pressures?.[index]).toBeCloseTo(Math.hypot(x, y) / Math.hypot(3.5, 3.5), 1),
    );
  });

  it('lays both mirror images where only their pressures differ', () => {
    const pen = { ...stroke([-1, 2], [1, 2]), pressures: [0.2, 0.8] };
    expect(symmetric([pen], { kind: 'left-right', folds: 4 })).toHaveLength(2);
    const even = { ...stroke([-1, 2], [1, 2]), pressures: [0.4, 0.4] };
    expect(symmetric([even], { kind: 'left-right', folds: 4 })).toHaveLength(1);
  });
});
