import { expect, it } from 'vitest';

import { ENERGY, METHODS_EXPLAINED } from '../../../../../src/pages/boltzmann/rooms/ising/explained';
import { METHODS } from '../../../../../src/pages/boltzmann/rooms/ising/pictures';
import { TORUS } from '../../../../../src/pages/boltzmann/rooms/phase/explained';

it('explains every method in two sentences with an equation and a source', () => {
  expect(Object.keys(METHODS_EXPLAINED).sort()).toEqual(METHODS.map(([name]) => name).sort());
  for (const { equation, explanation, source } of [ENERGY, TORUS, ...Object.values(METHODS_EXPLAINED)]) {
    expect(equation).not.toBe('');
    expect(explanation.split(/\. (?=[A-Z])/)).toHaveLength(2);
    expect(source).toMatch(/\d{4}/);
  }
});
