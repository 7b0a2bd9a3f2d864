import { describe, expect, it } from 'vitest';

import type { Mark } from '../../src/pad/marks';
import { distance, marksAt, moved, reweighed, weightOf, without } from '../../src/pad/selection';

const line = (y: number, more: object = {}): Mark => ({
  points: [
    [-1, y],
    [1, y],
  ],
  width: 0.2,
  weight: 1,
  erase: false,
  ...more,
});
const CLOUD: Mark = { source: { kind: 'preset', name: 'rings' }, mass: 5, shift: [1, 0] };
const COMPONENTS = () => [{ weight: 1, mean: [2, 2] as [number, number], scale: 0.25 }];

describe('which marks a point means', () => {
  it('is the topmost stroke within its width', () => {
    expect(marksAt([line(0), line(0.1)], [0, 0.05], COMPONENTS)).toEqual([1]);
    expect(marksAt([line(0), line(1)], [0.5, 0.19], COMPONENTS)).toEqual([0]);
    expect(marksAt([line(0)], [0.5, 0.21], COMPONENTS)).toEqual([]);
  });

  it('is all of its group', () => {
    expect(marksAt([line(0, { group: 3 }), line(1), line(2, { group: 3 })], [0, 2], COMPONENTS)).toEqual([0, 2]);
  });

  it('is no eraser, and a cloud where it has been moved to and no stroke lies', () => {
    expect(marksAt([line(0), line(0, { erase: true })], [0, 0], COMPONENTS)).toEqual([0]);
    expect(marksAt([CLOUD], [3.4, 2], COMPONENTS)).toEqual([0]);
    expect(marksAt([CLOUD], [2, 2.6], COMPONENTS)).toEqual([]);
    expect(marksAt([line(2), CLOUD], [0.9, 2], () => [{ weight: 1, mean: [0, 2], scale: 0.25 }])).toEqual([0]);
  });

  it('is measured from the whole line and beyond its ends', () => {
    const path = [[0, 0] as const, [4, 0] as const];
    expect(distance(path, [2, 3])).toBe(3);
    expect(distance(path, [7, 4])).toBe(5);
    expect(distance([[1, 1]], [1, 3])).toBe(2);
  });
});

describe('marks that are selected', () => {
  it('move together and stop at the edge of the box', () => {
    const [first, second, left] = moved([line(0), CLOUD, line(2)], [0, 1], [5, 1.23456]);
    expect(first).toMatchObject({
      points: [
        [2, 1.235],
        [4, 1.235],
      ],
    });
    expect(second).toMatchObject({ shift: [4, 1.235] });
    expect(left).toEqual(line(2));
  });

  it('keep their proportions when the first is weighed anew', () => {
    const marks = [line(0, { weight: 2 }), line(1, { weight: 6 }), line(2)];
    expect(reweighed(marks, [0, 1], 1).map((mark) => ('weight' in mark ? mark.weight : null))).toEqual([1, 3, 1]);
    expect(reweighed([CLOUD], [0], 10)).toEqual([{ ...CLOUD, mass: 10 }]);
  });

  it('have a weight where the first lays mass, and can be taken away', () => {
    expect(weightOf([line(0, { weight: 2 })], [0])).toBe(2);
    expect(weightOf([CLOUD], [0])).toBe(5);
    expect(weightOf([line(0, { erase: true })], [0])).toBeNull();
    expect(weightOf([], [])).toBeNull();
    expect(without([line(0), CLOUD, line(2)], [1])).toEqual([line(0), line(2)]);
  });
});
