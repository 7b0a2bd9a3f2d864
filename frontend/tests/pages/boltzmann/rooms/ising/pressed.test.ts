import { expect, it } from 'vitest';

import {
  probability,
  pullOf,
  signed,
  situation,
  verdict,
  type Pressed,
} from '../../../../../src/pages/boltzmann/rooms/ising/pressed';

const pressed: Pressed = {
  type: 'pressed',
  run: 'r',
  row: 4,
  column: 5,
  spin: -1,
  observed: -1,
  neighbours: [
    [3, 5, 1, 0.7],
    [4, 4, 1, 0.7],
    [4, 6, 1, 0.7],
    [5, 5, -1, -0.7],
  ],
  data_term: -1.1,
  conditional: 1 / (1 + Math.exp(-2 * 0.3)),
};

it('says what a pixel feels in words and numbers', () => {
  expect(situation(pressed)).toBe('3 of 4 neighbours are white, and it was received black.');
  expect(situation({ ...pressed, observed: 0, neighbours: [[3, 5, -1, -0.7]] })).toBe(
    'No neighbour is white, and nothing was received here.',
  );
  expect(pullOf(pressed)).toBeCloseTo(0.3);
  expect(verdict(pressed)).toBe('A Gibbs update makes it white 646 times in 1,000.');
  expect(verdict({ ...pressed, conditional: 0.0001 })).toBe('A Gibbs update makes it white almost never.');
});

it('writes signs, and digits that tell a probability from 0 and 1', () => {
  expect([signed(0.7), signed(-0.7), signed(0)]).toEqual(['+0.7', '−0.7', '0']);
  expect([probability(0.5), probability(0.99345), probability(0.999944)]).toEqual(['0.500', '0.9935', '0.999944']);
});
