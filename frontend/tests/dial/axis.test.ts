import { expect, test } from 'vitest';

import { axisOf } from '../../src/dial/axis';

test('levels of a walk lie where its steps do, and evenly in their logs between', () => {
  const axis = axisOf([
    [4, 10],
    [1, 20],
    [0.25, 10],
    [0.25, 1],
  ]);
  expect([axis.largest, axis.smallest]).toEqual([4, 0.25]);
  expect([0, 1 / 3, 1].map((place) => axis.sigmaAt(place))).toEqual(
    [4, 1, 0.25].map((each) => expect.closeTo(each, 9)),
  );
  expect(axis.sigmaAt(1 / 6)).toBeCloseTo(2, 9);
  expect(axis.sigmaAt(2 / 3)).toBeCloseTo(0.5, 9);
});

test('a level has one place, and those beyond the walk lie at its ends', () => {
  const axis = axisOf([
    [4, 10],
    [1, 20],
    [0.25, 10],
  ]);
  for (const place of [0, 0.1, 0.4, 0.9, 1]) expect(axis.placeOf(axis.sigmaAt(place))).toBeCloseTo(place, 9);
  expect([axis.placeOf(9), axis.placeOf(0.01)]).toEqual([0, 1]);
});

test('without a walk it runs from much noise to little', () => {
  const axis = axisOf([]);
  expect([axis.sigmaAt(0), axis.sigmaAt(1)]).toEqual([expect.closeTo(8, 9), expect.closeTo(0.05, 9)]);
  expect(axis.sigmaAt(0.5)).toBeCloseTo(Math.sqrt(8 * 0.05), 9);
});
