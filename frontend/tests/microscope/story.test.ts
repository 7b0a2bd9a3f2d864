import { expect, it } from 'vitest';

import { decimalsFor, texNumber, texPair } from '../../src/microscope/story';

it('writes numbers so that a sum can be checked by eye', () => {
  expect([0.02, 1234.5, 0.00031, null].map(texNumber)).toEqual([
    '0.02',
    '1230',
    '3.10 \\cdot 10^{-4}',
    '\\text{not finite}',
  ]);
  expect(decimalsFor([[1, 2], [0.013, 0], null])).toBe(3);
  expect(decimalsFor([[1e-9, 0]])).toBe(5);
  expect(decimalsFor([])).toBe(2);
  expect(texPair([1, -0.5], 2)).toBe('(1.00,\\,-0.50)');
});
