import { describe, expect, it } from 'vitest';

import { formatNumber, formatShare } from '../../src/lib/format';

describe('numbers as people read them', () => {
  it.each([
    [0, '0'],
    [0.012345, '0.0123'],
    [1.5, '1.5'],
    [1500, '1\u202f500'],
    [123456, '123\u202f456'],
    [1234.56, '1230'],
    [0.00082, '0.00082'],
    [0.000012, '1.2e−5'],
    [-3e9, '−3.0e9'],
    [-2.5, '−2.5'],
    [NaN, 'not finite'],
    [-Infinity, '−∞'],
  ])('%d -> %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [0.2, '20 %'],
    [0.025, '2.5 %'],
    [0.0996, '10 %'],
    [1, '100 %'],
    [0, '0 %'],
    [0.0001, '< 0.1 %'],
  ])('%d as a share -> %s', (share, text) => expect(formatShare(share)).toBe(text));
});
