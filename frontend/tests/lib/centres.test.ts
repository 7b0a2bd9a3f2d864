import { expect, test } from 'vitest';

import { centreOf, centresOf } from '../../src/lib/centres';

test('the first centre lies half a cell inside the box, and so does the last', () => {
  expect([centreOf(0, 8), centreOf(7, 8)]).toEqual([-3.5, 3.5]);
});

test('all of a grid run along x first, from the lowest row up', () => {
  expect([...centresOf(2)]).toEqual([-2, -2, 2, -2, -2, 2, 2, 2]);
});
