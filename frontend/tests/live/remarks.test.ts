import { describe, expect, it } from 'vitest';

import { Remarks, verdictOn } from '../../src/live/remarks';
import type { Verdict } from '../../src/protocol/generated';

const HOLDS: Verdict = { holds: true, sentence: 'It cannot be told.', smallest_fault: 0.018 };

describe('what is said of figures', () => {
  it('belongs to the step and the measure it was said of', () => {
    const remarks = new Remarks();
    remarks.keep({ step: 10, values: { kl: 1, loss: 2 }, unreliable: { kl: 'Mass lies off the grid.' } });
    remarks.keep({ step: 20, values: { kl: 1 }, unreliable: {} });
    expect(remarks.doubt(10, 'kl')).toBe('Mass lies off the grid.');
    expect([remarks.doubt(10, 'loss'), remarks.doubt(20, 'kl'), remarks.doubt(null, 'kl')]).toEqual([null, null, null]);
  });

  it('is taken back by figures measured again, for those alone', () => {
    const remarks = new Remarks();
    remarks.keep({ step: 10, values: { kl: 1, log_z: 2 }, unreliable: { kl: 'No.', log_z: 'Nor this.' } });
    remarks.keep({ step: 10, values: { kl: 1 }, unreliable: {} });
    expect([remarks.doubt(10, 'kl'), remarks.doubt(10, 'log_z')]).toEqual([null, 'Nor this.']);
  });

  it('goes with the life it was said of', () => {
    const remarks = new Remarks();
    for (const step of [10, 20]) remarks.keep({ step, values: {}, unreliable: { kl: 'No.' }, verdicts: { kl: HOLDS } });
    remarks.forget(11);
    expect([remarks.doubt(10, 'kl'), remarks.doubt(20, 'kl')]).toEqual(['No.', null]);
    expect([remarks.verdict(10, 'kl'), remarks.verdict(20, 'kl')]).toEqual([HOLDS, null]);
  });

  it('knows that the verdict on the shares of the modes is that on their distance', () => {
    expect(verdictOn({ mode_weights: HOLDS }, 'mode_weight_tv')).toBe(HOLDS);
    expect(verdictOn({ mode_weights: HOLDS }, 'sliced_wasserstein')).toBeNull();
    expect(verdictOn({ sliced_wasserstein: HOLDS }, 'sliced_wasserstein')).toBe(HOLDS);
  });
});
