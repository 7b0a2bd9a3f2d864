import { expect, it } from 'vitest';

import { Answers } from '../../../../../src/pages/boltzmann/rooms/clamping/answers.svelte';
import { rowsOf, verdict } from '../../../../../src/pages/boltzmann/rooms/clamping/errors';

const figures = (mean: number, sample = mean) => ({
  hidden_error_mean: mean,
  hidden_error_sample: sample,
  base_rate_error: 0.23,
  nearest_error: 0.16,
});
const rbm = { label: 'RBM', colour: 'orange' };
const ising = { label: 'Ising', colour: 'blue' };

it('puts what needs no model first, once, then each model that has an answer', () => {
  const rows = rowsOf([
    { ...ising, figures: null },
    { ...rbm, figures: figures(0.15, 0.18) },
    { ...ising, figures: figures(0.4) },
  ]);
  expect(rows.map(({ label, mean, sample }) => [label, mean, sample])).toEqual([
    ['Base rate', 0.23, null],
    ['Nearest training picture', 0.16, null],
    ['RBM', 0.15, 0.18],
    ['Ising', 0.4, 0.4],
  ]);
  expect(rowsOf([{ ...rbm, figures: {} }])).toEqual([]);
});

it('says which models beat the nearest training picture', () => {
  const of = (...means: [typeof rbm, number][]) =>
    verdict(rowsOf(means.map(([who, mean]) => ({ ...who, figures: figures(mean) }))));
  expect(of([rbm, 0.15], [ising, 0.4])).toBe('By their means RBM beats copying the nearest training picture.');
  expect(of([rbm, 0.15], [ising, 0.1])).toBe('By their means RBM and Ising beat copying the nearest training picture.');
  expect(of([rbm, 0.17])).toContain('does at least as well');
  expect(verdict([])).toBe('');
});

it('keeps figures of one picture apart from those of all, which have the same names', () => {
  const answers = new Answers();
  const now = { type: 'completion-figures', run: 'r', values: figures(0.1) };
  const score = { type: 'completion-score', run: 'r', pictures: 360, hidden: 32, values: figures(0.15) };
  answers.hear({ type: 'hello', history: [now] });
  answers.hear(score);
  expect(answers.of('r')['hidden_error_mean']).toBe(0.1);
  expect(answers.scoreOf('r')?.values['hidden_error_mean']).toBe(0.15);
  expect(answers.scoreOf('r')?.pictures).toBe(360);
  answers.forget();
  expect([answers.scoreOf('r'), answers.of('other')]).toEqual([null, {}]);
});
