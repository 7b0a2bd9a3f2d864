import { expect, it } from 'vitest';

import { burnIn, settling, standsOn } from '../../../../src/pages/boltzmann/parts/settling';

it('says that sweeps settle, then what the mean is of', () => {
  expect(settling(7)).toBe('settling, 7 of 20 sweeps');
  expect(standsOn(7, 0)).toBe('settling, 7 of 20 sweeps');
  expect(standsOn(21, 1)).toBe('mean of 1 sweep after 20 of settling');
  expect(standsOn(1258, 1238)).toBe('mean of 1\u202f238 sweeps after 20 of settling');
  expect(standsOn(60, 0)).toBe('one sample until the next sweep');
});

it('settles for half of a run that is shorter', () => {
  expect([null, 170, 40, 9, 1].map(burnIn)).toEqual([20, 20, 20, 4, 0]);
});
