import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Catalogue } from '../../../src/protocol/generated';
import { Session } from '../../../src/pages/score/session.svelte';
import { FakeServer, runState } from '../../live/fakes';

class Bar {
  hash = '';
  read = () => this.hash;
  write = (hash: string) => void (this.hash = hash);
  readonly left: string[] = [];
  go = (hash: string) => void this.left.push(hash);
}

async function started(hash = '') {
  const server = new FakeServer();
  const bar = new Bar();
  bar.hash = hash;
  const session = new Session(server, server.open, bar);
  await session.start();
  return { server, bar, session };
}

function draw(session: Session): void {
  session.drawing.press([0, 0]);
  session.drawing.move([[1, 1]]);
  session.drawing.lift();
}

describe('a session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('opens with a preset and the two objectives of the first lesson', async () => {
    const { server } = await started();
    expect(server.created[0]?.target).toEqual({ kind: 'preset', name: 'two-gaussians' });
    expect(server.created[0]?.panels.map(({ run }) => run?.objective)).toEqual([
      'score-matching',
      'denoising-score-matching',
    ]);
  });

  it('opens the entry of the gallery that a link names, or says why not', async () => {
    const server = new FakeServer();
    const bar = new Bar();
    bar.hash = '#g=lecture-1';
    const asked: string[] = [];
    const info = {
      id: 'kept',
      created: '',
      spec: { target: { kind: 'preset', name: 'spiral' }, panels: [] },
      runs: [],
    };
    const scene = { subject: { kind: 'preset', name: 'spiral' }, processes: [{ run: { objective: 'diffusion' } }] };
    const reopen = async (id: string) => {
      asked.push(id);
      if (id !== 'lecture-1') throw new Error('There is no such entry in the gallery.');
      return { experiment: info, name: 'Lecture', scene, link: '' } as never;
    };
    const shelf = { reopen, scene: async () => scene as never };
    const session = new Session(server, server.open, bar, shelf);
    await session.start();
    expect([asked, session.experiment.id, server.created]).toEqual([['lecture-1'], 'kept', []]);
    expect(session.drawing.target).toEqual({ kind: 'preset', name: 'spiral' });
    expect([session.linkFault, session.drawing.canUndo]).toEqual([null, false]);
    bar.hash = '#g=gone';
    const other = new Session(server, server.open, bar, shelf);
    await other.start();
    expect(other.linkFault).toContain('cannot be opened, and the page shows its own: There is no such entry');
    expect(server.created).toHaveLength(1);
  });

  it('leaves an entry of another kind to its page and brings nothing of it to life', async () => {
    const replace = vi.fn();
    vi.stubGlobal('location', { replace });
    const server = new FakeServer();
    const bar = new Bar();
    bar.hash = '#g=machine-1';
    const reopen = vi.fn();
    const session = new Session(server, server.open, bar, { reopen, scene: async () => ({ kind: 'rbm' }) });
    await session.start();
    expect(replace.mock.calls).toEqual([['boltzmann#g=machine-1']]);
    expect([reopen.mock.calls, server.created, session.experiment.id, bar.hash]).toEqual([
      [],
      [],
      null,
      '#g=machine-1',
    ]);
  });

  it('takes back the latest of what was drawn and what was done to panels', async () => {
    const { server, session } = await started();
    server.stream.hello(server.info());
    const objectives = () => session.workspace.runs.map(({ objective }) => objective);
    draw(session);
    await session.workspace.remove(0);
    draw(session);
    expect(session.drawing.strokes).toHaveLength(2);
    session.drawing.undo();
    expect([session.drawing.strokes.length, objectives()]).toEqual([1, ['denoising-score-matching']]);
    await session.steps.undo();
    expect(objectives()).toEqual(['score-matching', 'denoising-score-matching']);
    session.drawing.undo();
    expect(session.drawing.target).toEqual({ kind: 'preset', name: 'two-gaussians' });
    expect(session.drawing.canUndo).toBe(false);
  });

  it('shows its own panels where the server has not what the link wants, and says so', async () => {
    const server = new FakeServer();
    server.catalogue = async () => ({}) as Catalogue;
    const create = server.create.bind(server);
    server.create = async (spec) => {
      if (spec.panels[0]?.run?.objective === 'of-the-future') throw new Error('There is no objective of-the-future.');
      return create(spec);
    };
    const bar = new Bar();
    bar.hash = '#t=preset.spiral&p=of-the-future&s=mala';
    const session = new Session(server, server.open, bar);
    await session.start();
    expect(server.created.map(({ target }) => target)).toEqual([{ kind: 'preset', name: 'spiral' }]);
    expect(session.workspace.runs.map(({ objective }) => objective)).toEqual([
      'score-matching',
      'denoising-score-matching',
    ]);
    expect(session.linkFault).toMatch(/shows its own: There is no objective of-the-future\./);
    expect(session.experiment.notice).toBeNull();
  });

  it('keeps the panels of the link while the server cannot be reached', async () => {
    const server = new FakeServer();
    server.refusal = new Error('Failed to fetch');
    const bar = new Bar();
    bar.hash = '#t=preset.spiral&p=diffusion';
    const session = new Session(server, server.open, bar);
    await session.start();
    expect(session.workspace.runs.map(({ objective }) => objective)).toEqual(['diffusion']);
    expect(session.linkFault).toBeNull();
  });

  it('opens with what the link says', async () => {
    const { server, session } = await started('#t=preset.spiral&p=maximum-likelihood;model=energy&s=mala;field=exact');
    expect(server.created[0]?.target).toEqual({ kind: 'preset', name: 'spiral' });
    expect(session.workspace.runs).toHaveLength(1);
    expect(session.workspace.sampler).toMatchObject({ sampler: 'mala', field: 'exact' });
  });

  it('gives untrained runs the drawing once the hand rests, in their places', async () => {
    const { server, session } = await started();
    server.stream.hello(server.info());
    draw(session);
    await vi.advanceTimersByTimeAsync(600);
    draw(session);
    await vi.advanceTimersByTimeAsync(600);
    expect(server.stream.commands('retarget')).toEqual([]);
    session.drawing.press([0, 1]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.stream.commands('retarget')).toEqual([]);
    session.drawing.abandon();
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.stream.commands('retarget')).toEqual([{ type: 'retarget', target: session.drawing.target }]);
    expect(server.created).toHaveLength(1);
  });

  it('makes them anew if the stream is not open to tell them', async () => {
    const { server, session } = await started();
    draw(session);
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.created).toHaveLength(2);
    expect(server.created[1]?.target).toBe(session.drawing.target);
  });

  it('does not come back to an experiment that has not yet taken the drawing', async () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
    const { bar, server, session } = await started();
    server.stream.hello(server.info());
    draw(session);
    await vi.advanceTimersByTimeAsync(450);
    expect(bar.hash).toContain('t=drawing.');
    expect(kept.get('scorescape.visits') ?? '').not.toContain(bar.hash);
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.get('scorescape.visits')).toContain(bar.hash);
    const again = await started(bar.hash);
    expect(again.server.created).toHaveLength(0);
    vi.unstubAllGlobals();
  });

  it('gives runs that have learnt something the new target and lets them go on', async () => {
    const { server, session } = await started();
    server.stream.hello(server.info());
    server.stream.status(runState('e0-r0', { phase: 'training', step: 40 }));
    draw(session);
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.created).toHaveLength(1);
    expect(server.stream.commands('retarget')).toEqual([{ type: 'retarget', target: session.drawing.target }]);
  });

  it('trains on the drawing of this moment, even before the hand has rested', async () => {
    const { server, session } = await started();
    server.stream.hello(server.info());
    draw(session);
    session.train();
    await vi.advanceTimersByTimeAsync(0);
    server.stream.hello(server.info());
    expect(server.created).toHaveLength(2);
    expect(server.streams[0]?.commands('train')).toEqual([]);
    expect(server.stream.commands('train')).toHaveLength(1);
  });

  it('leaves the experiment alone while the drawing is empty', async () => {
    const { server, session } = await started();
    server.stream.hello(server.info());
    session.drawing.clear();
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.created).toHaveLength(1);
    expect(server.stream.commands('retarget')).toEqual([]);
    expect(await session.renew()).toBe(false);
  });

  it('writes what it shows into the link, not more often than browsers allow', async () => {
    const { bar, session } = await started();
    draw(session);
    draw(session);
    expect(bar.hash).toBe('');
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.hash).toContain('t=drawing.');
    const again = await started(bar.hash);
    expect(again.server.created[0]?.target).toEqual(session.drawing.target);
    expect(again.session.workspace.runs.map(({ objective }) => objective)).toEqual(
      session.workspace.runs.map(({ objective }) => objective),
    );
  });

  it('tells the server the speed limits of its link, also when it comes back to an experiment', async () => {
    const kept = new Map<string, string>();
    const [getItem, setItem] = [(key: string) => kept.get(key) ?? null, kept.set.bind(kept)];
    vi.stubGlobal('sessionStorage', { getItem, setItem });
    const paces = (server: FakeServer) =>
      server.stream.commands('pace').map(({ what, steps_per_second }) => [what, steps_per_second]);
    const limits = [
      ['training', 30],
      ['sampling', 120],
    ];
    const first = await started('#t=preset.spiral&p=score-matching&w=120&u=30');
    first.server.stream.hello(first.server.info());
    expect(paces(first.server)).toEqual(limits);
    await vi.advanceTimersByTimeAsync(500);
    expect(first.bar.hash).toContain('w=120&u=30');
    const second = await started(first.bar.hash);
    expect(second.server.created).toEqual([]);
    second.server.stream.hello(first.server.info());
    expect(paces(second.server)).toEqual(limits);
  });

  it('starts a new walk with another sampler, and tunes a walk that goes on', async () => {
    const { server, session } = await started();
    server.stream.hello(server.info());
    session.workspace.resample({ sampler: 'langevin', field: 'exact' });
    expect(server.stream.commands('sample')).toEqual([]);
    session.sample();
    server.stream.status(runState('e0-r0', { sampling: 'walking' }));
    server.stream.status(runState('e0-r1', { sampling: 'walking' }));
    session.workspace.tune({ step_size: 0.01 });
    session.workspace.resample({ ...session.workspace.sampler, init: 'uniform' });
    expect(server.stream.commands('tune')).toEqual([{ type: 'tune', runs: [], settings: { step_size: 0.01 } }]);
    expect(server.stream.commands('sample').map(({ sampler }) => sampler?.init)).toEqual([undefined, 'uniform']);
    expect(server.stream.commands('sample')[1]?.sampler?.settings).toEqual({ step_size: 0.01 });
  });
});
