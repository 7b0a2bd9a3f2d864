import { describe, expect, it } from 'vitest';

import { addressed, formOf } from '../../src/room/commands';

const FLIP = {
  description: 'Turn one cell over.',
  properties: {
    type: { const: 'flip', type: 'string' },
    runs: { type: 'array' },
    row: { type: 'integer', minimum: 0, maximum: 31 },
  },
  required: ['type', 'runs', 'row'],
} as const;

describe('a command as a form', () => {
  it('asks for what is its own, not for whom it is for', () => {
    const form = formOf('look-back', FLIP);
    expect(form).toMatchObject({ title: 'Look back', description: 'Turn one cell over.', missing: [] });
    expect(Object.keys(form.schema.properties ?? {})).toEqual(['row']);
  });

  it('names what no form can give', () => {
    const properties = { type: FLIP.properties.type, target: { type: 'object' } };
    expect(formOf('retarget', { properties, required: ['type', 'target'] }).missing).toEqual(['target']);
  });

  it('is addressed as its schema wants', () => {
    expect(addressed(FLIP, 'r1')).toEqual({ runs: ['r1'] });
    expect(addressed({ properties: { run: { type: 'string' } } }, 'r1')).toEqual({ run: 'r1' });
    expect(addressed({}, 'r1')).toEqual({});
  });
});
