import { beforeEach, describe, expect, it } from 'vitest';

import type { Metrics, SampleMetrics } from '../../src/protocol/generated';
import { Experiment } from '../../src/live/experiment.svelte';
import { Playback } from '../../src/live/playback.svelte';
import type { Field, Particles } from '../../src/live/score';
import { FakeServer, runState } from './fakes';

const SPEC = {
  target: { kind: 'preset', name: 'two-gaussians' },
  panels: [{ run: { objective: 'score-matching' } }, { run: { objective: 'denoising-score-matching' } }],
} as const;

function field(run: string, step: number, seq = step): Field {
  return { kind: 'field', shape: 'arrows', run, seq, step, facts: {}, side: 1, values: new Float32Array([step, 0]) };
}

function particles(run: string, step: number): Particles {
  return {
    kind: 'particles',
    shape: 'points',
    run,
    seq: step,
    step,
    facts: {},
    count: 1,
    x: new Int16Array([step, 0]),
  };
}

/** The second run takes twice as long a step as the first. */
function metrics(run: string, step: number): Metrics {
  const seconds = step / (run === 'e0-r0' ? 100 : 50);
  return { type: 'metrics', past: false, run, step, seconds, values: { loss: 1000 - step }, unreliable: {} };
}

function walked(run: string, step: number): SampleMetrics {
  return {
    type: 'sample-metrics',
    run,
    step,
    seconds: step / 10,
    modes: [],
    values: { outside: step },
    unreliable: {},
    verdicts: {},
    hidden_modes: 0,
    hidden_mass: 0,
    message: '',
  };
}

let server: FakeServer;
let experiment: Experiment;
let playback: Playback;

beforeEach(async () => {
  server = new FakeServer();
  experiment = new Experiment(server, server.open, () => 5);
  await experiment.begin(SPEC as never);
  server.stream.hello(server.info());
  playback = new Playback(
    experiment,
    (id, run) => server.tape(id, run),
    () => 7,
  );
  for (const run of ['e0-r0', 'e0-r1'])
    for (const step of [0, 100, 200, 300]) {
      server.stream.handlers.event(metrics(run, step));
      server.stream.frame(field(run, step));
    }
});

const shown = () => experiment.panels.map(({ frames }) => frames.field?.step);

describe('scrubbing the training', () => {
  it('shows the field and the figures of that step in all panels, and the newest again', () => {
    playback.scrub('training', 150);
    expect(shown()).toEqual([100, 100]);
    expect(experiment.panels.map((panel) => panel.measure('loss'))).toEqual([900, 900]);
    expect(experiment.panels.map(({ shownStep }) => shownStep)).toEqual([100, 100]);
    expect(playback.at('training')).toBe(150);
    expect(experiment.panels[0]?.lagOf('loss'), 'of the very step').toBeNull();
    server.stream.frame(field('e0-r0', 390));
    server.stream.frame(field('e0-r0', 450));
    server.stream.handlers.event(metrics('e0-r0', 500));
    playback.scrub('training', 400);
    expect([experiment.panels[0]?.shownStep, experiment.panels[0]?.lagOf('loss')]).toEqual([390, 300]);
    playback.live('training');
    expect(experiment.panels[0]?.lagOf('loss')).toBeNull();
  });

  it('asks for what was not measured at the moment it shows, once, and shows the answer', () => {
    const asked = () => server.stream.commands('look-back').map(({ run, step }) => [run, step]);
    playback.scrub('training', 150);
    expect(asked(), 'measured at 100 already').toEqual([]);
    server.stream.frame(field('e0-r0', 390));
    server.stream.frame(field('e0-r0', 450));
    server.stream.handlers.event(metrics('e0-r0', 500));
    playback.scrub('training', 395);
    playback.scrub('training', 400);
    expect(asked()).toEqual([['e0-r0', 390]]);
    const [panel] = experiment.panels;
    expect([panel?.measure('loss'), panel?.lagOf('loss')]).toEqual([700, 300]);
    server.stream.handlers.event({ ...metrics('e0-r0', 390), values: { loss: 42 }, past: true });
    expect([panel?.measure('loss'), panel?.lagOf('loss'), panel?.step]).toEqual([42, null, 500]);
    playback.scrub('training', 150);
    playback.scrub('training', 400);
    expect(asked()).toHaveLength(1);
    playback.live('training');
    expect(panel?.measure('loss')).toBe(500);
  });

  it('comes back to the newest', () => {
    playback.scrub('training', 150);
    playback.live('training');
    expect(shown()).toEqual([300, 300]);
    expect(experiment.panels[0]?.measure('loss')).toBe(700);
    expect(playback.at('training')).toBeNull();
  });

  it('lines panels up by seconds where that is wanted', () => {
    playback.lineUp('seconds');
    expect(playback.end('training')).toBe(6);
    playback.scrub('training', 2.5);
    expect(shown()).toEqual([200, 100]);
    expect(playback.steps('training')).toEqual([200, 100]);
    playback.lineUp('step');
    expect(shown()).toEqual([300, 300]);
  });

  it('lets the training go on behind it: what comes is kept, acknowledged and not shown', () => {
    playback.scrub('training', 100);
    server.stream.frame(field('e0-r0', 400));
    server.stream.handlers.event(metrics('e0-r0', 400));
    expect(shown()).toEqual([100, 100]);
    expect(experiment.panels[0]?.measure('loss')).toBe(900);
    expect(server.stream.acks).toEqual(['e0-r0 field 400']);
    expect(playback.end('training')).toBe(400);
    playback.live('training');
    expect(shown()).toEqual([400, 300]);
  });

  it('asks the server once for what the page did not see', async () => {
    server.tapes.set('e0-r0', [field('e0-r0', 0, 0), field('e0-r0', 140, 0)]);
    playback.scrub('training', 150);
    playback.scrub('training', 151);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(server.taped).toEqual(['e0-r0', 'e0-r1']);
    expect(shown()).toEqual([140, 100]);
    server.stream.handlers.event(metrics('e0-r0', 600));
    playback.scrub('training', 152);
    expect(server.taped).toEqual(['e0-r0', 'e0-r1', 'e0-r0']);
  });

  it('says why older steps are missing', async () => {
    const broken = new Playback(experiment, () => Promise.reject(new Error('This worker has died.')));
    broken.scrub('training', 150);
    await new Promise((done) => setTimeout(done));
    expect(broken.fault).toBe('This worker has died.');
    expect(shown(), 'what the page saw itself is shown all the same').toEqual([100, 100]);
  });

  it('goes from instant to instant with the keys', () => {
    playback.nudge('training', -1);
    expect(playback.at('training')).toBe(200);
    playback.nudge('training', -1);
    playback.nudge('training', 1);
    expect(playback.at('training')).toBe(200);
  });

  it('ends when the run begins again', () => {
    playback.scrub('training', 150);
    server.stream.status(runState('e0-r0', { step: 300, phase: 'finished' }));
    server.stream.status(runState('e0-r0', { step: 0 }));
    server.stream.frame(field('e0-r0', 0, 9));
    expect(experiment.panels[0]?.viewed.training).toBeNull();
    expect(experiment.panels[0]?.tapes.fields.length).toBe(1);
    server.stream.status(runState('e0-r1', { step: 300, phase: 'finished' }));
    server.stream.status(runState('e0-r1', { step: 0 }));
    expect(playback.at('training')).toBeNull();
  });
});

describe('a replay', () => {
  it('runs from the beginning to the end in its time, and again when it loops', () => {
    playback.play('training');
    expect(shown()).toEqual([0, 0]);
    playback.tick(1000);
    playback.tick(5000);
    expect(playback.at('training')).toBe(150);
    playback.tick(8990);
    expect(shown()).toEqual([200, 200]);
    playback.tick(9001);
    expect(playback.at('training')).toBe(0);
    expect(playback.playing).toBe('training');
  });

  it('ends at the newest when it does not loop, and holds when the timeline is moved', () => {
    playback.looping = false;
    playback.play('training');
    playback.tick(0);
    playback.tick(8001);
    expect(playback.playing).toBeNull();
    expect(playback.at('training')).toBeNull();
    playback.play('training');
    playback.scrub('training', 120);
    expect(playback.playing).toBeNull();
    playback.tick(9999);
    expect(playback.at('training')).toBe(120);
  });
});

describe('scrubbing the walk', () => {
  it('shows the particles and the shares of that step', () => {
    for (const step of [0, 10, 20, 30]) {
      server.stream.frame(particles('e0-r0', step));
      server.stream.handlers.event(walked('e0-r0', step));
    }
    playback.scrub('sampling', 15);
    const [first, second] = experiment.panels;
    expect(first?.frames.particles?.step).toBe(10);
    expect(first?.frames.particlesAt).toBe(7);
    expect(first?.samples?.values['outside']).toBe(10);
    expect(second?.frames.particles).toBeNull();
    expect(shown(), 'the field stays live').toEqual([300, 300]);
    playback.live('sampling');
    expect(first?.samples?.values['outside']).toBe(30);
    expect(first?.frames.particles?.step).toBe(30);
  });

  it('remembers a bounded number of bytes', () => {
    const x = new Int16Array(2 * 50_000);
    for (let step = 0; step < 500; step += 1) server.stream.frame({ ...particles('e0-r0', step), x, count: 50_000 });
    const { length } = experiment.panels[0]?.tapes.particles ?? { length: 0 };
    expect(length * x.byteLength).toBeLessThanOrEqual(32_000_000 / 8);
    expect(length).toBeGreaterThan(5);
  });
});
