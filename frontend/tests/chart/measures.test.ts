import { expect, it } from 'vitest';

import { chartsOf, holdsOut } from '../../src/chart/measures';
import type { Measure } from '../../src/protocol/generated';

function measure(name: string, chart: string | null, change: Partial<Measure> = {}): Measure {
  const words = { title: name, label: '', label_below: '', note: '', equation: '', explanation: '', source: '' };
  const facts = {
    unit: '1',
    of: 'training',
    better: 'lower',
    comparable: true,
    floor: null,
    log: true,
    error: null,
    floor_95: null,
  } as const;
  return { ...words, ...facts, name, chart: chart === null ? null : { title: chart, label: `a ${chart}` }, ...change };
}

it('charts are what the catalogue says: the comparable first, the later measure of a chart preferred', () => {
  const charts = chartsOf([
    measure('loss', 'Loss', { comparable: false, unit: '', log: false }),
    measure('clean', 'Error', { error: 'clean_se' }),
    measure('smoothed', 'Error'),
    measure('kl', null),
  ]);
  expect(charts).toEqual([
    {
      title: 'Error',
      label: 'a Error',
      measures: ['smoothed', 'clean'],
      errors: { clean: 'clean_se' },
      unit: '1',
      log: true,
      shared: true,
    },
    { title: 'Loss', label: 'a Loss', measures: ['loss'], errors: {}, unit: null, log: false, shared: false },
  ]);
  expect(charts.map(holdsOut)).toEqual([false, true]);
});
