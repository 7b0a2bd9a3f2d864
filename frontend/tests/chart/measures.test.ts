import { expect, it } from 'vitest';

import { chartsOf, curveOf, holdsOut } from '../../src/chart/measures';
import type { Panel } from '../../src/live/panel.svelte';
import { Series } from '../../src/live/series';
import type { Measure } from '../../src/protocol/generated';
import { fake } from '../mounted';

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

it('a curve has the errors of the measure that its run reports, not of the one it would rather', () => {
  const series = new Series();
  series.push({ step: 10, seconds: 1, values: { clean: 0.5, clean_se: 0.25, smoothed_se: 9 } });
  const panel = fake<Panel>({ index: 1, series: series as never, measure: (name) => series.values(name)[0] ?? null });
  const [chart] = chartsOf([
    measure('clean', 'Error', { error: 'clean_se' }),
    measure('smoothed', 'Error', { error: 'smoothed_se' }),
  ]);
  expect(chart && curveOf(panel, chart, 'step', 'blue')).toEqual({
    label: 'panel 2',
    colour: 'blue',
    x: [10],
    y: [0.5],
    noise: [0.25],
  });
});
