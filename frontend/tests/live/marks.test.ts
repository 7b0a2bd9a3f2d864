import { describe, expect, it } from 'vitest';

import { marksOf, MOST_MARKS } from '../../src/live/marks';

describe('the steps at which hidden runs are measured', () => {
  it('are those of the run on show and round ones between, up to the last', () => {
    expect(marksOf([0, 37, 91, 200], 200)).toEqual([
      0, 10, 20, 30, 37, 40, 50, 60, 70, 80, 90, 91, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200,
    ]);
    expect(marksOf([], 7)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are not more than can be paid for, and evenly spread', () => {
    const marks = marksOf(
      Array.from({ length: 1400 }, (_, index) => index),
      1500,
    );
    expect(marks.length).toBeLessThanOrEqual(MOST_MARKS);
    expect(marks.length).toBeGreaterThan(MOST_MARKS / 2);
    expect([marks.includes(500), marks.at(-1)]).toEqual([true, 1500]);
    const gaps = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(100);
  });

  it('leave out what lies beyond the end', () => {
    expect(marksOf([5, 30, 70], 33).at(-1)).toBe(33);
  });
});
