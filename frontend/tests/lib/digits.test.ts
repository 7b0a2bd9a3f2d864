import { describe, expect, it } from 'vitest';

import {
  decimalsOf,
  digits,
  estimated,
  floorInText,
  inBrackets,
  inText,
  shareWithin,
  spreadOf,
  withError,
} from '../../src/lib/digits';

describe('an estimated figure', () => {
  it.each([
    [0.08341, 0.0041, '0.083', '0.004'],
    [0.08341, 0.0014, '0.0834', '0.0014'],
    [0.4126, 0.0951, '0.41', '0.10'],
    [0.4, 0.02, '0.40', '0.02'],
    [12.3456, 0.7, '12.3', '0.7'],
    [12.3456, 3.2, '12', '3'],
    [12345, 230, '12\u202f300', '200'],
    [12345, 140, '12\u202f350', '140'],
    [-0.0123, 0.002, '−0.012', '0.002'],
    [0.003, 0.2, '0.0', '0.2'],
    [-0.003, 0.2, '0.0', '0.2'],
    [244.99512, 0.0012, '244.995', '0.0012'],
    [0.5, 1e-9, '0.500000', '0.0000000010'],
    [3.21e-6, 4.2e-7, '3.2e−6', '0.4e−6'],
    [2.5e7, 3e5, '2.50e7', '0.03e7'],
    [0, 0.03, '0.00', '0.03'],
  ])('%d with an error of %d is %s and %s', (value, error, text, noise) => {
    expect(withError(value, error)).toEqual({ text, error: noise });
  });

  it('has three digits where its error is not known', () => {
    for (const error of [null, 0, NaN, Infinity])
      expect(withError(0.0123456, error)).toEqual({ text: '0.0123', error: null });
    expect(withError(NaN, 0.1)).toEqual({ text: 'not finite', error: null });
    expect(digits(1500, null)).toBe('1\u202f500');
  });

  it('is one string where there is one line for it', () => {
    expect(inText(0.083, 0.004)).toBe('0.083 ± 0.004');
    expect(inText(0.083, null)).toBe('0.083');
    expect(digits(0.0834, 0.004)).toBe('0.083');
  });

  it('keeps two digits of an error that begins with 1', () => {
    expect([0.01, 0.0194, 0.0196, 0.099, 1.2, 34].map(decimalsOf)).toEqual([3, 3, 2, 2, 1, -1]);
  });

  it('takes the spread of what exact samples score from their mean and their quantile', () => {
    expect(spreadOf(0.29, 0.5)).toBeCloseTo(0.12766, 4);
    expect([spreadOf(null, 1), spreadOf(0.1, null), spreadOf(0.2, 0.2)]).toEqual([null, null, null]);
  });

  it('has its own error, or else no digit beyond what exact samples scatter by', () => {
    expect(estimated(0.30123, 0.04, 0.29, 0.5)).toEqual({ text: '0.30', error: '0.04' });
    expect(estimated(0.30123, null, 0.29, 0.5)).toEqual({ text: '0.30', error: null });
    expect(estimated(0.30123, null, 0.0112, 0.0214)).toEqual({ text: '0.301', error: null });
    expect(estimated(0.30123, null, null, null)).toEqual({ text: '0.301', error: null });
  });

  it('says what exact samples score on average, and what nearly all of them stay below', () => {
    expect(floorInText(0.2912, 0.5034)).toBe('0.29, 95 % < 0.50');
    expect(floorInText(0.2912, null)).toBe('0.291');
  });

  it.each([
    [0.0523, 0.043, 0.063, '5.2 %'],
    [0.0523, 0.01, 0.13, '5 %'],
    [0.513, 0.3, 0.72, '51 %'],
    [0.513, 0, 1, '50 %'],
    [0.2, 0.2, 0.2, '20 %'],
    [0, 0, 0.002, '0 %'],
  ])('a share of %d between %d and %d is %s', (share, low, high, text) => {
    expect(shareWithin(share, low, high)).toBe(text);
  });

  it('has its error in brackets where there is no room for it', () => {
    expect(['0.00008', '0.0014', '4', '1.2', '0.4e−6', '200'].map(inBrackets)).toEqual([
      '8',
      '14',
      '4',
      '12',
      '4',
      '200',
    ]);
  });
});
