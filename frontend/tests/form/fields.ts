import type { NumberField } from '../../src/form/schema';

/** A number between 0 (not allowed itself) and 1 (allowed), but for what is given. */
export function numberField(bounds: Partial<NumberField>): NumberField {
  return {
    kind: 'number',
    name: 'x',
    label: 'x',
    description: '',
    unit: '',
    advanced: false,
    nullable: false,
    default: null,
    whole: false,
    min: 0,
    max: 1,
    openBelow: true,
    openAbove: false,
    log: false,
    ...bounds,
  };
}
