import { describe, expect, it } from 'vitest';

import { Repeat, SEEDS, type Subject } from '../../src/live/repeat.svelte';
import { FakeServer, runState } from './fakes';

const SUBJECT: Subject = {
  run: { objective: 'score-matching', seed: 3 },
  sampler: { sampler: 'langevin', n_particles: 100 },
  target: { kind: 'preset', name: 'two-gaussians' },
  steps: 400,
  walked: 50,
  measured: { training: [0, 33, 400], sampling: [0, 7, 50] },
};

const soon = () => new Promise((done) => setTimeout(done));

/** A server whose hidden runs do at once what they are told; `fails` is a run that diverges. */
async function obey(server: FakeServer, fails = ''): Promise<void> {
  const { stream } = server;
  stream.hello(server.info());
  let answered = 0;
  for (let idle = 0; idle < 3; idle += 1) {
    await soon();
    for (const { what, n_steps, runs } of stream.commands('step').slice(answered)) {
      answered += 1;
      idle = 0;
      const run = runs?.[0] ?? '';
      const steps = n_steps ?? 0;
      const phase = run === fails ? 'failed' : 'paused';
      if (what === 'training') {
        stream.handlers.event({
          type: 'metrics',
          past: false,
          run,
          step: steps,
          seconds: 2,
          values: { loss: Number(run.at(-1)) },
          unreliable: {},
        });
        stream.status(runState(run, { phase, step: steps }));
      } else {
        const values = { outside: 10 + Number(run.at(-1)) };
        stream.handlers.event({
          type: 'sample-metrics',
          run,
          step: steps,
          seconds: 1,
          modes: [],
          values,
          unreliable: {},
          verdicts: {},
          hidden_modes: 0,
          hidden_mass: 0,
          message: '',
        });
        stream.status(runState(run, { phase: 'paused', step: 400, sampling: 'paused', sampling_step: steps }));
      }
    }
  }
}

describe('repeating with seeds', () => {
  it('trains and samples consecutive seeds out of sight and removes them', async () => {
    const server = new FakeServer();
    const repeat = new Repeat(server, server.open);
    const done = repeat.start([SUBJECT]);
    await soon();
    expect(repeat.progress).toMatchObject({ panel: 0, of: 1 });
    await obey(server);
    await done;
    const spec = server.created[0];
    expect(spec?.panels.map(({ run }) => run?.seed)).toEqual([3, 4, 5, 6, 7]);
    expect(new Set(spec?.panels.map(({ sampler }) => sampler?.seed)).size).toBe(SEEDS);
    expect(server.streams[0]?.commands('view').every(({ kinds }) => kinds.length === 0)).toBe(true);
    expect(server.removed).toEqual(['e0']);
    expect(server.streams[0]?.closed).toBe(true);
    expect(repeat.progress).toBeNull();
    expect(repeat.fault).toBeNull();
    const found = repeat.training(SUBJECT);
    expect(found?.training.map((series) => series.valueAt('loss', 'step', 400))).toEqual([0, 1, 2, 3, 4]);
    expect(repeat.sampling(SUBJECT)?.sampling.map((series) => series.valueAt('outside', 'step', 50))).toEqual([
      10, 11, 12, 13, 14,
    ]);
  });

  it('keeps at most two at work, so that the panels on the page stay alive', async () => {
    const server = new FakeServer();
    const repeat = new Repeat(server, server.open);
    void repeat.start([SUBJECT]);
    await soon();
    server.stream.hello(server.info());
    await soon();
    expect(server.stream.commands('step').map(({ runs }) => runs?.[0])).toEqual(['e0-r0', 'e0-r1']);
    repeat.cancel();
  });

  it('knows what it has repeated: another seed is the same panel, another setting or drawing is not', async () => {
    const server = new FakeServer();
    const repeat = new Repeat(server, server.open);
    const done = repeat.start([SUBJECT]);
    await soon();
    await obey(server);
    await done;
    expect(repeat.training({ ...SUBJECT, run: { ...SUBJECT.run, seed: 99 } })).not.toBeNull();
    expect(repeat.training({ ...SUBJECT, run: { ...SUBJECT.run, n_steps: 2 } })).toBeNull();
    expect(repeat.training({ ...SUBJECT, target: { kind: 'preset', name: 'rings' } })).toBeNull();
    const other = { ...SUBJECT, sampler: { sampler: 'hmc' } };
    expect(repeat.training(other), 'training does not depend on the sampler').not.toBeNull();
    expect(repeat.sampling(other)).toBeNull();
  });

  it('has every seed measured at the steps at which the run on show was', async () => {
    const server = new FakeServer();
    const repeat = new Repeat(server, server.open);
    const done = repeat.start([SUBJECT]);
    await soon();
    await obey(server);
    await done;
    const marks = (what: string) =>
      server.stream
        .commands('step')
        .filter((step) => step.what === what)
        .map(({ measure_at }) => measure_at ?? []);
    expect(marks('training')).toHaveLength(SEEDS);
    for (const steps of marks('training')) expect(steps).toEqual(expect.arrayContaining([0, 33, 100, 400]));
    for (const steps of marks('sampling')) expect(steps).toEqual(expect.arrayContaining([0, 7, 25, 50]));
  });

  it('leaves out runs that diverge and counts them', async () => {
    const server = new FakeServer();
    const repeat = new Repeat(server, server.open);
    const done = repeat.start([SUBJECT]);
    await soon();
    await obey(server, 'e0-r2');
    await done;
    expect(repeat.training(SUBJECT)?.failed).toBe(1);
    expect(repeat.training(SUBJECT)?.training).toHaveLength(4);
  });

  it('is cancelled at once, keeps what was done and leaves nothing on the server', async () => {
    const server = new FakeServer();
    const repeat = new Repeat(server, server.open);
    const done = repeat.start([SUBJECT, { ...SUBJECT, steps: 10 }]);
    await soon();
    await obey(server);
    expect(server.created).toHaveLength(2);
    expect(repeat.progress).toMatchObject({ panel: 1, of: 2, share: 0.5 });
    server.stream.hello(server.info());
    repeat.cancel();
    await done;
    expect(repeat.fault).toBeNull();
    expect(repeat.progress).toBeNull();
    expect(server.removed).toEqual(['e0', 'e1']);
    expect(repeat.training(SUBJECT)).not.toBeNull();
  });

  it('says what the server says when it refuses', async () => {
    const server = new FakeServer();
    server.refusal = new Error('This server holds at most 32 experiments and all are watched; close one first.');
    const repeat = new Repeat(server, server.open);
    await repeat.start([SUBJECT]);
    expect(repeat.fault).toContain('at most 32 experiments');
    expect(repeat.progress).toBeNull();
    server.refusal = null;
    const again = repeat.start([SUBJECT]);
    expect(repeat.fault).toBeNull();
    repeat.cancel();
    await again;
  });
});
