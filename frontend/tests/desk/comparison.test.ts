import { beforeEach, describe, expect, it } from 'vitest';

import type { Measure, Metrics, SampleMetrics, Verdict } from '../../src/protocol/generated';
import { Comparison } from '../../src/desk/comparison.svelte';
import { Experiment } from '../../src/live/experiment.svelte';
import { Playback } from '../../src/live/playback.svelte';
import { Repeat, type Subject } from '../../src/live/repeat.svelte';
import { FakeServer, runState } from '../live/fakes';

function measure(name: string, change: Partial<Measure> = {}): Measure {
  return {
    ...{ chart: null, label: '', label_below: '', note: '' },
    name,
    title: name,
    unit: '1',
    of: 'training',
    better: 'lower',
    comparable: true,
    error: null,
    floor: null,
    floor_95: null,
    log: false,
    equation: '',
    explanation: '',
    source: '',
    ...change,
  };
}

const MEASURES = [
  measure('loss', { comparable: false, unit: '' }),
  measure('error', { error: 'error_se' }),
  measure('kl'),
  measure('tv', { of: 'sampling', floor: 'tv_floor', floor_95: 'tv_floor_95' }),
  measure('evaluations', { of: 'sampling' }),
  measure('sliced_wasserstein', { of: 'sampling' }),
  measure('acceptance', { of: 'sampling', better: 'neither' }),
];
const RUNS = [{ objective: 'a' }, { objective: 'b' }, { objective: 'a' }] as const;

let server: FakeServer;
let comparison: Comparison;
let playback: Playback;
let subjects: Subject[];

beforeEach(async () => {
  server = new FakeServer();
  const experiment = new Experiment(server, server.open);
  const target = { kind: 'preset', name: 'two-gaussians' } as const;
  await experiment.begin({ target, panels: RUNS.map((run) => ({ run })) });
  server.stream.hello(server.info());
  playback = new Playback(experiment, async () => []);
  subjects = RUNS.map((run) => ({
    run,
    sampler: {},
    target,
    steps: 100,
    walked: 0,
    measured: { training: [], sampling: [] },
  }));
  comparison = new Comparison(
    () => experiment.panels,
    () => MEASURES,
    () => subjects,
    playback,
    new Repeat(server, server.open),
  );
});

function metrics(
  panel: number,
  step: number,
  values: Record<string, number | null>,
  unreliable: Record<string, string> = {},
): void {
  // panel 1 takes twice as long a step as the others
  const event: Metrics = {
    type: 'metrics',
    past: false,
    run: `e0-r${panel}`,
    step,
    seconds: (step * (panel === 1 ? 2 : 1)) / 100,
    values,
    unreliable,
  };
  server.stream.handlers.event(event);
}

function walked(
  panel: number,
  step: number,
  values: Record<string, number>,
  verdicts: Record<string, Verdict> = {},
): void {
  const event: SampleMetrics = {
    type: 'sample-metrics',
    run: `e0-r${panel}`,
    step,
    seconds: step / 10,
    modes: [],
    values,
    unreliable: {},
    verdicts,
    hidden_modes: 0,
    hidden_mass: 0,
    message: '',
  };
  server.stream.handlers.event(event);
}

function column(name: string): (number | null)[] {
  const at = comparison.columns.findIndex((each) => each.name === name);
  return [...comparison.rows].sort((a, b) => a.index - b.index).map(({ cells }) => cells[at]!.reading.value);
}

describe('a comparison', () => {
  beforeEach(() => {
    metrics(0, 100, { loss: 5, error: 0.5 });
    metrics(0, 200, { loss: 4, error: 0.4 });
    metrics(1, 100, { loss: 50, error: 0.2, kl: 1 });
    metrics(1, 150, { loss: 40, error: 0.1 });
  });

  it('shows what is reported, with what it cost, and nothing else', () => {
    expect(comparison.columns.map(({ name }) => name)).toEqual(['error', 'kl', 'step', 'seconds', 'loss']);
  });

  it('reads all panels at the step that all have taken that go on', () => {
    expect(comparison.position('training')).toBe(150);
    expect(column('error')).toEqual([0.5, 0.1, null]);
    expect(column('seconds')).toEqual([1, 3, null]);
    expect(column('kl'), 'last measured before').toEqual([null, 1, null]);
  });

  it('reads them at equal seconds', () => {
    playback.lineUp('seconds');
    expect(comparison.position('training')).toBe(2);
    expect(column('error')).toEqual([0.4, 0.2, null]);
    expect(column('step')).toEqual([200, 100, null]);
  });

  it('says of which step figures are that were measured before the one compared at', () => {
    expect([0, 1, 2].map((at) => comparison.lagOf(at, 'training'))).toEqual([100, null, null]);
    const [first, second] = [0, 1].map((at) => comparison.rows.find(({ index }) => index === at)?.cells ?? []);
    const at = comparison.columns.findIndex(({ name }) => name === 'kl');
    expect(first?.[0]?.reading.step).toBe(100);
    expect([second?.[0]?.reading.step, second?.[at]?.reading.step], 'kl was measured earlier').toEqual([150, 100]);
    const values = new Float32Array(2);
    for (const run of ['e0-r0', 'e0-r1'])
      for (const step of [0, 200])
        server.stream.frame({ kind: 'field', shape: 'arrows', facts: {}, run, seq: step, step, side: 1, values });
    playback.scrub('training', 100);
    expect([0, 1].map((each) => comparison.lagOf(each, 'training'))).toEqual([null, null]);
    playback.scrub('training', 120);
    expect([0, 1].map((each) => comparison.lagOf(each, 'training'))).toEqual([100, 100]);
    playback.lineUp('seconds');
    expect(comparison.position('training')).toBe(2);
    expect(
      [0, 1].map((each) => comparison.lagOf(each, 'training')),
      'both at their own step',
    ).toEqual([null, null]);
    playback.scrub('training', 1.5);
    expect(
      [0, 1].map((each) => comparison.lagOf(each, 'training')),
      'step 150; the other has none yet',
    ).toEqual([100, null]);
  });

  it('is not held back by a panel that diverged', () => {
    metrics(2, 3, { loss: 9, error: 0.9 });
    server.stream.status(runState('e0-r2', { phase: 'failed', step: 3 }));
    expect(comparison.position('training')).toBe(150);
    expect(column('error')).toEqual([0.5, 0.1, 0.9]);
    expect(column('step')).toEqual([100, 150, 3]);
  });

  it('compares no losses of different objectives', () => {
    const verdicts = (name: string) => {
      const at = comparison.columns.findIndex((each) => each.name === name);
      return comparison.rows.map(({ cells }) => cells[at]!.verdict);
    };
    expect(verdicts('error'), 'of step 100 and of step 150').toEqual([null, null, null]);
    metrics(0, 150, { loss: 4.5, error: 0.45 });
    expect(verdicts('loss')).toEqual([null, null, null]);
    expect(verdicts('error')).toEqual([null, 'best', null]);
    subjects = subjects.map((subject) => ({ ...subject, run: { objective: 'a' } }));
    expect(verdicts('loss')).toEqual(['best', null, null]);
  });

  it('sorts by any column, both ways, with what has no value last', () => {
    const order = () => comparison.rows.map(({ index }) => index);
    expect(order()).toEqual([0, 1, 2]);
    comparison.sortBy('error');
    expect(order()).toEqual([1, 0, 2]);
    comparison.sortBy('error');
    expect(comparison.sorting).toEqual({ name: 'error', ascending: false });
    expect(order()).toEqual([0, 1, 2]);
    comparison.sortBy('seconds');
    expect(order()).toEqual([0, 1, 2]);
  });

  it('takes means over seeds of values that were measured at one step', async () => {
    const { Series } = await import('../../src/live/series');
    const seeds = [100, 100, 40].map((own, index) => {
      const series = new Series();
      for (const step of [...new Set([0, 50, own, 150])].sort((a, b) => a - b))
        series.push({ step, seconds: step / (1 + index), values: { error: step + index } });
      return series;
    });
    const found = { seeds: [0, 1, 2], training: seeds, sampling: [], failed: 0 };
    comparison.repeat.training = () => found;
    const column = { name: 'error', of: 'training' } as const;
    expect(comparison.interval(0, column, 150)).toMatchObject({ n: 3, mean: 151, step: 150 });
    expect(comparison.interval(0, column, 99), 'all of step 50, which is said').toMatchObject({ mean: 51, step: 50 });
    expect(comparison.interval(0, column, 105), 'step 100 is not a mark of all, step 50 too long ago').toBeNull();
    expect(comparison.interval(0, column, 30), 'the start says nothing of step 30').toBeNull();
    expect(comparison.interval(0, { ...column, name: 'kl' }, 150)).toBeNull();
    playback.lineUp('seconds');
    expect(comparison.interval(0, column, 50), 'each of its own step').toMatchObject({ n: 3, step: null });
    expect(comparison.interval(0, column, 120)).toBeNull();
  });

  it('has the figures of the walk at the steps that all walks have made', () => {
    walked(0, 10, { tv: 0.3, tv_floor: 0.01 });
    walked(0, 20, { tv: 0.2, tv_floor: 0.01 });
    walked(1, 10, { tv: 0.012, tv_floor: 0.01, acceptance: 0.5 });
    expect(comparison.position('sampling')).toBe(10);
    expect(column('tv')).toEqual([0.3, 0.012, null]);
  });

  it('says of walks what the server says, and gives a star for evaluations to exact ones at equal steps alone', () => {
    const holds = { holds: true, sentence: 'It cannot be told.', smallest_fault: null };
    const differs = { ...holds, holds: false };
    const verdicts = (name: string) => {
      const at = comparison.columns.findIndex((each) => each.name === name);
      return comparison.rows.map(({ cells }) => cells[at]!.verdict);
    };
    walked(0, 10, { tv: 0.3, sliced_wasserstein: 1, evaluations: 10 }, { tv: differs, sliced_wasserstein: differs });
    walked(1, 10, { tv: 0.2, sliced_wasserstein: 1, evaluations: 100 }, { tv: holds, sliced_wasserstein: holds });
    walked(2, 10, { tv: 0.1, sliced_wasserstein: 1, evaluations: 40 }, { tv: holds, sliced_wasserstein: holds });
    expect(verdicts('tv')).toEqual([null, 'floor', 'floor']);
    expect(verdicts('evaluations'), 'the cheapest one has not sampled the target').toEqual([null, null, 'best']);
    walked(2, 4, { tv: 0.1, sliced_wasserstein: 1, evaluations: 4 }, { tv: holds, sliced_wasserstein: holds });
    expect(verdicts('evaluations'), 'nobody wins by walking least').toEqual([null, null, null]);
  });

  it('lets nothing unreliable win, and passes its sentence on', () => {
    metrics(0, 150, { error: 0.01, error_se: 0.002 }, { error: 'The grid cannot see it.' });
    metrics(2, 150, { error: 0.5 });
    const at = comparison.columns.findIndex(({ name }) => name === 'error');
    const cells = comparison.rows.map(({ cells: each }) => each[at]!);
    expect(cells.map(({ verdict }) => verdict)).toEqual([null, 'best', null]);
    expect(cells[0]?.reading).toMatchObject({ doubt: 'The grid cannot see it.', error: 0.002 });
  });

  it('sorts losses apart by what they are losses of', () => {
    metrics(0, 150, { loss: 4 });
    metrics(2, 150, { loss: 3 });
    comparison.sortBy('loss');
    expect(
      comparison.rows.map(({ index }) => index),
      'the two of one objective stand together',
    ).toEqual([2, 0, 1]);
    comparison.sortBy('loss');
    expect(comparison.rows.map(({ index }) => index)).toEqual([0, 2, 1]);
  });
});
