import { expect, it } from 'vitest';

import { figureOf, unitBehind, unitOf } from '../../src/chart/figure';
import type { Comparison } from '../../src/desk/comparison.svelte';
import type { Column } from '../../src/desk/verdicts';
import { Series } from '../../src/live/series';
import type { Panel } from '../../src/live/panel.svelte';
import { fake } from '../mounted';

const COLUMN = fake<Column>({ name: 'error', title: 'error', unit: '1', of: 'training', log: true, error: 'error_se' });
const INK = { text: '#111', line: '#222', ground: '#fff', font: 'sans' };

function chart(column: Column, values: readonly Record<string, number>[]) {
  const series = new Series();
  values.forEach((each, index) => series.push({ step: 10 * index, seconds: index, values: each }));
  const comparison = fake<Comparison>({
    axis: 'step',
    log: null,
    subjects: (() => [{}]) as never,
    repetition: () => null,
    playback: { at: () => null },
    panelAt: () => fake<Panel>({ series }) as never,
  });
  const { data, layout } = figureOf(comparison, column, '', () => '#0000ff', INK);
  return { layout, traces: data as unknown as Record<string, unknown>[] };
}

it('draws one standard error up and down as an area, without a line of its own', () => {
  const { traces } = chart({ ...COLUMN, floor: null }, [
    { error: 0.5, error_se: 0.125 },
    { error: 0.25, error_se: 0.0625 },
  ]);
  expect(traces.map(({ mode }) => mode)).toEqual(['none', 'none', 'lines']);
  expect(traces.map(({ y }) => y)).toEqual([
    [0.375, 0.1875],
    [0.625, 0.3125],
    [0.5, 0.25],
  ]);
  expect(traces[1]?.['fill']).toBe('tonexty');
});

it('draws what exact samples score: the mean dotted, and the area up to their quantile', () => {
  const column = { ...COLUMN, error: null, floor: 'floor', floor_95: 'floor_95' };
  const { traces } = chart(column, [{ error: 0.5, floor: 0.1, floor_95: 0.2 }]);
  expect(traces.map(({ y }) => y)).toEqual([[0.1], [0.2], [0.1], [0.5]]);
  expect(traces.map(({ name }) => name)).toEqual([undefined, undefined, 'panel 1, exact samples', 'panel 1']);
});

it('writes the ticks of a logarithmic axis in full, 1, 2 and 5 of each decade', () => {
  const { layout } = chart({ ...COLUMN, error: null, floor: null }, [{ error: 0.5 }]);
  expect(layout.yaxis).toMatchObject({ type: 'log', dtick: 'D2', tickformat: '~g' });
});

it('puts its unit behind each loss where panels have several', () => {
  const loss = { ...COLUMN, unit: '' };
  expect(unitOf(loss, ['nats', '1/unit²'])).toBe("each objective's own");
  expect([0, 1].map((index) => unitBehind(loss, ['nats', '1/unit²'], index))).toEqual([' (nats)', ' (1/unit²)']);
  expect(unitBehind(loss, ['nats', 'nats'], 0)).toBe('');
  expect(unitBehind(COLUMN, ['nats', '1/unit²'], 0)).toBe('');
});
