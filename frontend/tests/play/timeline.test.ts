import { describe, expect, it } from 'vitest';

import { placeInWords } from '../../src/play/timeline';

describe('where a timeline stands, in words', () => {
  it('says that there is nothing yet', () => {
    expect(placeInWords('training', 'step', null, 0, [])).toBe('not trained yet');
    expect(placeInWords('sampling', 'seconds', null, 0, [])).toBe('not sampled yet');
  });

  it('says how far a live one has come', () => {
    expect(placeInWords('training', 'step', null, 120.7, [])).toBe('live, step 120');
    expect(placeInWords('sampling', 'step', null, 120, [])).toBe('live, walk step 120');
    expect(placeInWords('training', 'seconds', null, 3.5, [])).toBe('live, 3.5 s');
  });

  it('says the step that all panels show, or the place where they differ', () => {
    expect(placeInWords('training', 'step', 50.4, 200, [48, 48])).toBe('viewing step 48 of 200');
    expect(placeInWords('training', 'step', 50.4, 200, [48, 50])).toBe('viewing step 50 of 200');
  });

  it('says the steps behind a time', () => {
    expect(placeInWords('training', 'seconds', 1.5, 3, [40, 40])).toBe('viewing 1.5 s of 3 s (step 40)');
    expect(placeInWords('sampling', 'seconds', 1.5, 3, [40, 90])).toBe('viewing 1.5 s of 3 s (walk steps 40, 90)');
  });
});
