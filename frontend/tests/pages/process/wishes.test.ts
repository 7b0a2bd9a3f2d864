import { expect, it } from 'vitest';

import { wishes } from '../../../src/pages/process/wishes';

it('reads what is wished for off the address', () => {
  expect(wishes('#kind=automaton&experiment=x_1')).toEqual({ kind: 'automaton', experiment: 'x_1' });
  expect(wishes('')).toEqual({ kind: '', experiment: '' });
});
