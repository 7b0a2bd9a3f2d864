import { describe, expect, it } from 'vitest';

import { fieldsOf, rangeInWords, refusalOf, type JsonSchema, type NumberField } from '../../src/form/schema';

/** As pydantic writes it for `float | None`, a bounded int, a Literal, a bool, a referenced enum and a list. */
const SCHEMA: JsonSchema = {
  $defs: { Kernel: { enum: ['gauss', 'box'], type: 'string' } },
  properties: {
    sigma: {
      anyOf: [{ exclusiveMinimum: 0, maximum: 2, type: 'number' }, { type: 'null' }],
      default: null,
      title: 'noise level',
      description: 'Standard deviation of the noise.',
      unit: 'world units',
      scale: 'log',
    },
    n_slices: { type: 'integer', minimum: 1, maximum: 64, default: 1, title: 'slices', unit: '1' },
    mode: { enum: ['fast', 'exact'], type: 'string', default: 'exact' },
    antithetic: { type: 'boolean', default: true, title: 'antithetic pairs', advanced: true },
    kernel: { $ref: '#/$defs/Kernel', default: 'box' },
    points: { type: 'array', default: [] },
  },
};

function field(name: string): NumberField {
  const found = fieldsOf(SCHEMA).find((candidate) => candidate.name === name);
  if (found?.kind !== 'number') throw new Error(`${name} is no number`);
  return found;
}

describe('a settings schema as form fields', () => {
  it('keeps the order of the record and leaves out what has no control', () => {
    expect(fieldsOf(SCHEMA).map(({ name, kind }) => [name, kind])).toEqual([
      ['sigma', 'number'],
      ['n_slices', 'number'],
      ['mode', 'choice'],
      ['antithetic', 'switch'],
      ['kernel', 'choice'],
    ]);
  });

  it('finds the bounds of a setting that may be left to the target', () => {
    expect(field('sigma')).toMatchObject({ min: 0, openBelow: true, max: 2, openAbove: false, nullable: true });
    expect(field('sigma')).toMatchObject({ log: true, unit: 'world units', default: null });
  });

  it('shows no unit for a pure number and no underscore where there is no title', () => {
    expect(field('n_slices').unit).toBe('');
    expect(fieldsOf({ properties: { step_size: { type: 'number' } } })[0]?.label).toBe('step size');
  });

  it('says the range in words', () => {
    expect(rangeInWords(field('sigma'))).toBe('a number in (0, 2] world units');
    expect(rangeInWords(field('n_slices'))).toBe('a whole number in [1, 64]');
  });

  it.each([
    ['sigma', 0, 'Noise level must be a number in (0, 2] world units.'],
    ['sigma', 2.1, 'Noise level must be a number in (0, 2] world units.'],
    ['sigma', NaN, 'Noise level must be a number in (0, 2] world units.'],
    ['n_slices', 1.5, 'Slices must be a whole number in [1, 64].'],
    ['sigma', 2, null],
    ['n_slices', 64, null],
  ])('judges %s = %d', (name, value, sentence) => {
    expect(refusalOf(field(name), value)).toBe(sentence);
  });
});
