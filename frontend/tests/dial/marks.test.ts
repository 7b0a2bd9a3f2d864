import { expect, test } from 'vitest';

import { hillsAt, marksOf, nameOf, passed, stateAt } from '../../src/dial/marks';

/** Of three modes two merge at 1.4, the rest at 2; shares settle at 0.8. */
const MARKS = marksOf(
  {
    mergings: [
      { sigma: 1.4, remaining: 2 },
      { sigma: 2, remaining: 1 },
    ],
    settled: 0.8,
  },
  3,
);

test('marks come by rising noise, each with the hills below and above it', () => {
  expect(MARKS).toEqual([
    { sigma: 0.8, kind: 'shares', below: 0, above: 0 },
    { sigma: 1.4, kind: 'modes', below: 3, above: 2 },
    { sigma: 2, kind: 'modes', below: 2, above: 1 },
  ]);
  expect([0, 1.3, 1.4, 1.9, 2, 9].map((sigma) => hillsAt(MARKS, 3, sigma))).toEqual([3, 3, 2, 2, 1, 1]);
});

test('mergings at one level are one event', () => {
  const mergings = [7, 6, 5, 4, 3, 2, 1].map((remaining, at) => ({ sigma: 2.1 + 0.0001 * at, remaining }));
  expect(marksOf({ mergings, settled: null }, 8)).toEqual([{ sigma: 2.1, kind: 'modes', below: 8, above: 1 }]);
});

test('as the noise falls modes part and shares settle; as it rises they merge and come loose', () => {
  expect(MARKS.map((mark) => nameOf(mark, false))).toEqual([
    'shares settle',
    'modes part (2 → 3)',
    'modes part (1 → 2)',
  ]);
  expect(MARKS.map((mark) => nameOf(mark, true))).toEqual([
    'shares come loose',
    'modes merge (3 → 2)',
    'modes merge (2 → 1)',
  ]);
});

test('the last mark that was passed is named, and none on the way from a level to itself', () => {
  expect(passed(MARKS, 3, 1.9)?.sigma).toBe(2);
  expect(passed(MARKS, 3, 0.5)?.sigma).toBe(0.8);
  expect(passed(MARKS, 0.5, 3)?.sigma).toBe(2);
  expect([passed(MARKS, 1.9, 1.5), passed(MARKS, 1, 1), passed(MARKS, 2, 1.9)]).toEqual([null, null, MARKS[2]]);
  // a level that is a mark's own lies above it
  expect([passed(MARKS, 2.1, 2), passed(MARKS, 2, 2.1)]).toEqual([null, null]);
});

test('what p_sigma is like is said in words', () => {
  expect([2.5, 1.6, 1, 0.5].map((sigma) => stateAt(MARKS, 3, sigma))).toEqual([
    'the modes are one',
    '2 of 3 modes apart, shares loose',
    '3 modes apart, shares loose',
    '3 modes apart, shares settled',
  ]);
  expect(stateAt([], 1, 2)).toBe('one hill');
});
