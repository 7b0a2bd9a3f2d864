import { describe, expect, it } from 'vitest';

import { intervalOf } from '../../src/lib/statistics';
import { verdictsOf, type Reading } from '../../src/desk/verdicts';

function single(value: number | null, floor: number | null = null): Reading {
  return { value, interval: null, floor, step: null };
}

function repeated(values: readonly number[], floor: number | null = null): Reading {
  const interval = intervalOf(values);
  return { value: interval?.mean ?? null, interval, floor, step: null };
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

  it('say what cannot be told from exact samples', () => {
    expect(verdictsOf({ better: 'lower' }, [single(0.01, 0.01), single(0.017, 0.01), single(0.02, 0.01)])).toEqual([
      'floor',
      'floor',
      null,
    ]);
    expect(verdictsOf({ better: 'lower' }, [repeated([0.02, 0.021, 0.022], 0.01), single(0.5, 0.01)])).toEqual([
      'best',
      null,
    ]);
  });
});
