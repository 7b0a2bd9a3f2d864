import { describe, expect, it } from 'vitest';

import { intervalOf } from '../../src/lib/statistics';
import { NO_READING, toldOfSeeds, verdictsOf, type Reading } from '../../src/desk/verdicts';

const HOLDS = { holds: true, sentence: 'It cannot be told.', smallest_fault: 0.018 };
const DIFFERS = { ...HOLDS, holds: false };

function single(value: number | null, more: Partial<Reading> = {}): Reading {
  return { ...NO_READING, value, footing: 'one moment', ...more };
}

function repeated(values: readonly number[]): Reading {
  const interval = intervalOf(values);
  return { ...NO_READING, value: interval?.mean ?? null, interval, footing: 'one moment' };
}

describe('verdicts', () => {
  it('mark the best, whichever way is better', () => {
    expect(verdictsOf({ better: 'lower' }, [single(3), single(1), single(null)])).toEqual([null, 'best', null]);
    expect(verdictsOf({ better: 'higher' }, [single(3), single(1)])).toEqual(['best', null]);
    expect(verdictsOf({ better: 'neither' }, [single(3), single(1)])).toEqual([null, null]);
  });

  it('mark nothing where there is nothing to choose', () => {
    expect(verdictsOf({ better: 'lower' }, [single(1), single(null)])).toEqual([null, null]);
    expect(verdictsOf({ better: 'lower' }, [single(2), single(2)])).toEqual([null, null]);
    expect(verdictsOf({ better: 'lower' }, [])).toEqual([]);
  });

  it('call a difference noise when the interval of the difference of means holds 0', () => {
    const best = repeated([0.041, 0.046, 0.039, 0.052, 0.044]);
    const near = repeated([0.043, 0.05, 0.04, 0.049, 0.046]);
    const far = repeated([0.047, 0.055, 0.049, 0.05, 0.058]);
    expect(verdictsOf({ better: 'lower' }, [best, near, far])).toEqual(['best', 'noise', null]);
  });

  it('cannot call anything noise from one seed', () => {
    expect(verdictsOf({ better: 'lower' }, [single(1), single(1.0001)])).toEqual(['best', null]);
    expect(verdictsOf({ better: 'lower' }, [repeated([1, 2, 3]), single(2.1)])).toEqual(['best', null]);
  });

  it('say what the server cannot tell from exact samples, whatever its value', () => {
    const readings = [single(0.01, { told: HOLDS }), single(0.9, { told: HOLDS }), single(0.001, { told: DIFFERS })];
    expect(verdictsOf({ better: 'lower' }, readings)).toEqual(['floor', 'floor', null]);
    expect(
      verdictsOf({ better: 'lower' }, [single(0.02, { told: DIFFERS }), single(0.5, { told: DIFFERS })]),
      'both differ: one of them is the better',
    ).toEqual(['best', null]);
    const beside = [single(0.011, { floor: 0.01, floor95: 0.02 }), single(0.5, { floor: 0.01, floor95: 0.02 })];
    expect(verdictsOf({ better: 'lower' }, beside), 'the page judges by no floor itself').toEqual(['best', null]);
  });

  it('give no star to a figure that may not be believed', () => {
    const doubted = single(0.001, { doubt: 'The grid cannot see it.' });
    expect(verdictsOf({ better: 'lower' }, [doubted, single(2), single(3)])).toEqual([null, 'best', null]);
    expect(verdictsOf({ better: 'lower' }, [doubted, single(2)]), 'nobody is left to be better than').toEqual([
      null,
      null,
    ]);
    expect(verdictsOf({ better: 'lower' }, [single(1, { told: HOLDS, doubt: 'No.' }), single(2)])).toEqual([
      null,
      null,
    ]);
  });

  it('give stars at equal footing only', () => {
    const least = single(10, { footing: '10 steps' });
    expect(verdictsOf({ better: 'lower' }, [least, single(300, { footing: '300 steps' })])).toEqual([null, null]);
    expect(verdictsOf({ better: 'lower' }, [least, single(300, { footing: '10 steps' })])).toEqual(['best', null]);
    expect(verdictsOf({ better: 'lower' }, [single(1, { footing: null }), single(3), single(2)])).toEqual([
      null,
      null,
      'best',
    ]);
  });

  it('call a difference noise that is less than two standard errors of it', () => {
    const best = single(0.1, { error: 0.01 });
    const readings = [best, single(0.12, { error: 0.01 }), single(0.14, { error: 0.01 }), single(0.12)];
    expect(verdictsOf({ better: 'lower' }, readings)).toEqual(['best', 'noise', null, null]);
  });

  it('of seeds is one: a single one may differ by chance', () => {
    expect(toldOfSeeds([HOLDS, HOLDS, DIFFERS, HOLDS, HOLDS])).toEqual({
      holds: true,
      sentence: 'Of 5 seeds 4 cannot be told from exact samples.',
      smallest_fault: null,
    });
    expect(toldOfSeeds([HOLDS, DIFFERS, DIFFERS])?.holds).toBe(false);
    expect([toldOfSeeds([]), toldOfSeeds([HOLDS, null])]).toEqual([null, null]);
  });
});
