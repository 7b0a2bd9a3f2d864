import { describe, expect, it } from 'vitest';

import type { Proof } from '../../src/protocol/generated';
import { claimsOf, holds } from '../../src/desk/story';

const bound = (panel: number, measure: string, relation: Proof['relation'], at: number): Proof => ({
  panel,
  measure,
  relation,
  bound: at,
  label: measure,
  unit: '1',
});

describe('claims of a demonstration', () => {
  it('join the bounds of one figure in one panel, in the order of their first', () => {
    const low = bound(1, 'mass', 'above', 0.15);
    const high = bound(1, 'mass', 'below', 0.25);
    const other = bound(0, 'mass', 'above', 0.35);
    expect(claimsOf([low, other, high])).toEqual([[low, high], [other]]);
  });

  it('hold within their bounds and not at them', () => {
    expect(holds(bound(0, 'm', 'below', 0.1), 0.05)).toBe(true);
    expect(holds(bound(0, 'm', 'below', 0.1), 0.1)).toBe(false);
    expect(holds(bound(0, 'm', 'above', 0.1), 0.05)).toBe(false);
  });
});
