import { describe, expect, it } from 'vitest';

import type { ExperimentSpec, Metrics } from '../../src/protocol/generated';
import { Experiment } from '../../src/live/experiment.svelte';
import { FakeServer, runState } from './fakes';

const SPEC: ExperimentSpec = {
  target: { kind: 'preset', name: 'two-gaussians' },
  panels: [{ run: { objective: 'score-matching' } }, { run: { objective: 'denoising-score-matching' } }],
};

function metrics(run: string, step: number, loss = 1): Metrics {
  return { type: 'metrics', past: false, run, step, seconds: step / 100, values: { loss }, unreliable: {} };
}

async function begun() {
  const server = new FakeServer();
  const experiment = new Experiment(server, server.open, () => 123);
  await experiment.begin(SPEC);
  server.stream.hello(server.info());
  return { server, experiment, stream: server.stream };
}

describe('an experiment', () => {
  it('has a panel for each run and asks for its frames', async () => {
    const { experiment, stream } = await begun();
    expect(experiment.panels.map(({ run }) => run)).toEqual(['e0-r0', 'e0-r1']);
    expect(stream.commands('view')).toEqual([{ type: 'view', runs: [], kinds: ['field', 'particles'] }]);
    expect(experiment.link.phase).toBe('open');
  });

  it.each([
    [['ready', 'ready'], 'ready'],
    [['queued', 'ready'], 'starting'],
    [['training', 'finished'], 'training'],
    [['paused', 'finished'], 'held'],
    [['finished', 'finished'], 'finished'],
    [['failed', 'finished'], 'finished'],
    [['lost', 'ready'], 'ready'],
  ] as const)('with runs %j stands at %s', async ([first, second], stage) => {
    const { experiment, stream } = await begun();
    stream.status(runState('e0-r0', { phase: first, step: 5 }));
    stream.status(runState('e0-r1', { phase: second, step: 5 }));
    expect(experiment.stage).toBe(stage);
  });

  it('is not set back by an answer about its layout that is older than what its runs said since', async () => {
    const { experiment, stream } = await begun();
    const adding = experiment.add({ run: { objective: 'diffusion' } }, { at: 2 });
    await adding;
    const added = experiment.panels[2];
    expect(added?.state.phase).toBe(runState('').phase);
    stream.status(runState(added?.run ?? '', { phase: 'training', step: 7 }));
    await experiment.arrange(experiment.panels.slice().reverse());
    expect(added?.state).toMatchObject({ phase: 'training', step: 7 });
    expect(added?.index).toBe(0);
  });

  it('keeps its panels, what they show and their history over a reconnection', async () => {
    const { server, experiment, stream } = await begun();
    const [panel] = experiment.panels;
    stream.handlers.event(metrics('e0-r0', 10));
    stream.handlers.state({ phase: 'waiting', words: 'lost', seconds: 1 });
    stream.hello(server.info(), [metrics('e0-r0', 10), metrics('e0-r0', 20, 0.5), metrics('e0-r1', 20)]);
    expect(experiment.panels[0]).toBe(panel);
    expect(panel?.series.steps).toEqual([10, 20]);
    expect(panel?.measure('loss')).toBe(0.5);
    expect(stream.commands('view')).toHaveLength(2);
  });

  it('keeps the newest frame of each kind and says when it came', async () => {
    const { experiment, stream } = await begun();
    const envelope = { kind: 'particles', run: 'e0-r1', seq: 4, step: 9, facts: {} } as const;
    const frame = { ...envelope, shape: 'points', count: 0, x: new Int16Array() } as const;
    stream.frame(frame);
    expect(experiment.panels[1]?.frames).toMatchObject({ particles: frame, particlesAt: 123 });
    expect(stream.acks).toEqual([]);
    experiment.drawn(frame);
    expect(stream.acks).toEqual(['e0-r1 particles 4']);
  });

  it('asks for nothing while the page is hidden, and for the same again afterwards', async () => {
    const { experiment, stream } = await begun();
    experiment.show(false);
    experiment.show(true);
    expect(stream.commands('view').map(({ kinds }) => kinds)).toEqual([
      ['field', 'particles'],
      [],
      ['field', 'particles'],
    ]);
  });

  it('forgets figures of a run that began again', async () => {
    const { experiment, stream } = await begun();
    stream.status(runState('e0-r0', { phase: 'training', step: 20 }));
    stream.handlers.event(metrics('e0-r0', 20));
    stream.status(runState('e0-r0', { phase: 'training', step: 0 }));
    expect(experiment.panels[0]?.measure('loss')).toBeNull();
    expect(experiment.panels[0]?.series.steps).toEqual([]);
  });

  it('shows what the server refused until the next command', async () => {
    const { experiment, stream } = await begun();
    stream.handlers.event({
      type: 'refused',
      id: '',
      run: '',
      command: 'sample',
      field: 'sampler',
      message: 'MALA needs an energy.',
    });
    expect(experiment.notice).toBe('MALA needs an energy.');
    experiment.train();
    expect(experiment.notice).toBeNull();
  });

  it('says that a command was lost where there is no connection', async () => {
    const { experiment, stream } = await begun();
    stream.connected = false;
    experiment.train();
    expect(experiment.notice).toContain('not connected');
  });

  it('replaces an experiment by another: the old stream is closed and the old runs removed', async () => {
    const { server, experiment, stream } = await begun();
    await experiment.begin(SPEC);
    expect(stream.closed).toBe(true);
    expect(server.removed).toEqual(['e0']);
    stream.status(runState('e0-r0', { phase: 'failed' }));
    expect(experiment.panels.map(({ run }) => run)).toEqual(['e1-r0', 'e1-r1']);
  });

  it('stays as it is when the server refuses a new one', async () => {
    const { server, experiment } = await begun();
    server.refusal = new Error('The drawing is empty; draw at least one stroke.');
    expect(await experiment.begin(SPEC)).toBe(false);
    expect(experiment.notice).toContain('draw at least one stroke');
    expect(experiment.panels).toHaveLength(2);
    expect(experiment.stage).toBe('ready');
  });

  it('keeps what waits for the connection until the server has said hello', async () => {
    const server = new FakeServer();
    const experiment = new Experiment(server, server.open);
    await experiment.begin(SPEC);
    experiment.whenOpen(() => experiment.train());
    expect(server.stream.commands('train')).toEqual([]);
    server.stream.hello(server.info());
    expect(server.stream.commands('train')).toHaveLength(1);
  });

  it('takes over a new specification only if it could be sent', async () => {
    const { experiment, stream } = await begun();
    const panel = experiment.panels[0];
    if (!panel) throw new Error('no panel');
    experiment.respec(panel, { objective: 'maximum-likelihood', model: 'energy' });
    expect(panel.spec.run?.objective).toBe('maximum-likelihood');
    stream.connected = false;
    experiment.respec(panel, { objective: 'score-matching' });
    expect(panel.spec.run?.objective).toBe('maximum-likelihood');
  });
});
