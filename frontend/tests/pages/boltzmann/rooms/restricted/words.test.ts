import { expect, it } from 'vitest';

import { startOf, TRIALS } from '../../../../../src/pages/boltzmann/rooms/restricted/starts';
import { viewsOf } from '../../../../../src/pages/boltzmann/rooms/restricted/views';
import {
  aheadIn,
  gapIn,
  lagIn,
  logZIn,
  objectiveIn,
  worseIn,
} from '../../../../../src/pages/boltzmann/rooms/restricted/words';

it('calls an objective with its sweeps', () => {
  expect([objectiveIn('cd', 1), objectiveIn('pcd', 5), objectiveIn('exact', 1)]).toEqual([
    'CD-1',
    'PCD-5',
    'Exact gradient',
  ]);
});

it('says when the gap of free energies has opened', () => {
  expect(gapIn({ free_energy_gap: 0.5 })).toBe('');
  expect(gapIn({})).toBe('');
  expect(gapIn({ free_energy_gap: 2.14 })).toContain('cost 2.1 nats more');
});

it('tells log Z both ways, and where the interval is not reliable', () => {
  const both = { log_z_exact: 63.82, log_z_ais: 63.8, log_z_ais_low: 63.7, log_z_ais_high: 63.9 };
  expect(logZIn(both)).toBe('63.82 exact; annealed 63.80 (63.70 to 63.90)');
  expect(logZIn({ ...both, log_z_exact: null })).toBe('annealed 63.80 (63.70 to 63.90)');
  expect(logZIn({ log_z_ais: 63.8, log_z_ais_low: null, log_z_ais_high: null })).toBe('annealed 63.80, not reliable');
  expect(logZIn({})).toBe('–');
});

it('names the epoch of scores that lag, and judges by none that are old', () => {
  const scores = { test_log_likelihood: -18, independent_log_likelihood: -25 };
  const at = (scored_epoch: number) => ({ ...scores, scored_epoch });
  expect(aheadIn(at(23), 23)).toBe('7.00 above independent pixels (−25.00)');
  expect(aheadIn(at(21), 23)).toBe('at epoch 21, 7.00 above independent pixels (−25.00)');
  expect([aheadIn(at(0), 23), aheadIn(scores, 23), aheadIn({ scored_epoch: 23 }, 23)]).toEqual(['', '', '']);
  // where an epoch is a single step some dozens are few
  expect([aheadIn(at(600), 617), aheadIn(at(580), 617)].map((said) => said.slice(0, 12))).toEqual(['at epoch 600', '']);
  expect([lagIn(0, 617), lagIn(617, 617), lagIn(null, 3)]).toEqual(['at epoch 0', '', '']);
});

it('calls nothing a test of which nothing is held out', () => {
  const words = (few: boolean) => JSON.stringify(viewsOf(few)).includes('Test pictures');
  expect([words(false), words(true)]).toEqual([true, false]);
});

it('notices a likelihood that training makes worse', () => {
  expect(worseIn([-6, -5, -4, -4, -4.1, -4.2, -4.3, -4.9])).toContain('0.9 nats better before');
  expect(worseIn([-6, -5, -4, -4, -4.1, -4.2, -4.3, -4.4])).toBe('');
  expect(worseIn([-4, -6])).toBe('');
});

it('begins bars and stripes with three objectives, and draws five patterns to begin with', () => {
  expect(startOf('bars-and-stripes').panels.map(({ objective }) => objective)).toEqual(['cd', 'pcd', 'exact']);
  expect(startOf('drawn').subject['patterns']).toHaveLength(5);
  expect(new Set(TRIALS.map(({ title }) => title)).size).toBe(TRIALS.length);
});
