import { describe, expect, it, vi } from 'vitest';

import { Experiment } from '../../src/live/experiment.svelte';
import { choiceOf, Workspace } from '../../src/desk/workspace.svelte';
import { Steps } from '../../src/pad/steps.svelte';
import { FakeServer, runState } from '../live/fakes';

const LANGEVIN = { sampler: 'langevin' };
const MALA = { sampler: 'mala', field: 'exact' as const };

async function bench(objectives = ['a', 'b', 'c']) {
  const server = new FakeServer();
  const experiment = new Experiment(server, server.open);
  const choices = objectives.map((objective) => choiceOf({ objective }));
  const steps = new Steps();
  const workspace = new Workspace(experiment, choices, LANGEVIN, steps);
  const target = { kind: 'preset', name: 'spiral' } as const;
  await experiment.begin({ target, panels: choices.map(({ run }) => ({ run, sampler: LANGEVIN })) });
  server.stream.hello(server.info());
  const objectivesNow = () => workspace.runs.map(({ objective }) => objective);
  return { server, experiment, workspace, steps, objectivesNow };
}

describe('a workspace', () => {
  it('copies a panel to the place behind it, with its own sampler', async () => {
    const { experiment, workspace, objectivesNow } = await bench();
    workspace.resampleOne(1, MALA);
    expect(await workspace.duplicate(1)).toBe(true);
    expect(objectivesNow()).toEqual(['a', 'b', 'b', 'c']);
    expect(workspace.samplerOf(2)).toEqual(MALA);
    expect(experiment.panels.map(({ run, index }) => [run, index])).toEqual([
      ['e0-r0', 0],
      ['e0-r1', 1],
      ['added-1', 2],
      ['e0-r2', 3],
    ]);
  });

  it('moves and removes panels without making the others anew', async () => {
    const { experiment, workspace, objectivesNow } = await bench();
    const [first, second] = experiment.panels;
    const keys = workspace.panels.map(({ key }) => key);
    await workspace.move(0, 2);
    expect(objectivesNow()).toEqual(['b', 'c', 'a']);
    expect(experiment.panels[2]).toBe(first);
    expect(first?.index).toBe(2);
    await workspace.remove(1);
    expect(objectivesNow()).toEqual(['b', 'a']);
    expect(experiment.panels).toEqual([second, first]);
    expect(workspace.panels.map(({ key }) => key)).toEqual([keys[1], keys[0]]);
  });

  it('changes nothing that the server refuses, and says its sentence', async () => {
    const { server, experiment, workspace, objectivesNow } = await bench();
    server.refusal = new Error('An experiment holds at most 8 panels; remove one first.');
    expect(await workspace.duplicate(0)).toBe(false);
    await workspace.move(0, 1);
    await workspace.remove(0);
    expect(objectivesNow()).toEqual(['a', 'b', 'c']);
    expect(experiment.notice).toContain('at most 8 panels');
  });

  it('follows panels that another page has changed', async () => {
    const { server, workspace, objectivesNow } = await bench();
    const info = await server.addPanel('e0', { run: { objective: 'd' }, sampler: MALA }, { at: 0 });
    server.stream.handlers.event({ type: 'layout', experiment: info });
    expect(objectivesNow()).toEqual(['d', 'a', 'b', 'c']);
    expect(workspace.samplerOf(0)).toEqual(MALA);
  });

  it('lets each panel walk by its own sampler and the rest by the common one', async () => {
    const { server, workspace } = await bench();
    workspace.resampleOne(1, MALA);
    workspace.walk();
    expect(server.stream.commands('sample').map(({ sampler, runs }) => [sampler, runs])).toEqual([
      [LANGEVIN, ['e0-r0', 'e0-r2']],
      [MALA, ['e0-r1']],
    ]);
  });

  it('tunes only what walks by the sampler that was changed', async () => {
    const { server, workspace } = await bench();
    workspace.resampleOne(1, MALA);
    for (const run of ['e0-r0', 'e0-r1']) server.stream.status(runState(run, { sampling: 'walking' }));
    workspace.tune({ step_size: 0.01 });
    workspace.tuneOne(1, { step_size: 0.5 });
    expect(server.stream.commands('tune').map(({ settings, runs }) => [settings, runs])).toEqual([
      [{ step_size: 0.01 }, ['e0-r0']],
      [{ step_size: 0.5 }, ['e0-r1']],
    ]);
    expect(workspace.samplerOf(1)).toEqual({ ...MALA, settings: { step_size: 0.5 } });
  });

  it('takes samplers that are all the same for the common one', async () => {
    const { workspace } = await bench();
    workspace.replace([choiceOf({ objective: 'a' }, MALA), choiceOf({ objective: 'b' }, { ...MALA })]);
    expect(workspace.sampler).toEqual(MALA);
    expect(workspace.panels.map(({ sampler }) => sampler)).toEqual([null, null]);
    workspace.replace([choiceOf({ objective: 'a' }, MALA), choiceOf({ objective: 'b' }, LANGEVIN)]);
    expect(workspace.samplerOf(1)).toEqual(LANGEVIN);
  });

  it('has panels before there is anything to learn', async () => {
    const server = new FakeServer();
    const workspace = new Workspace(new Experiment(server, server.open), [choiceOf({ objective: 'a' })], LANGEVIN);
    expect(await workspace.duplicate(0)).toBe(true);
    expect(workspace.runs).toHaveLength(2);
  });

  it('brings a removed panel back as the run it was, with its own sampler, at its place', async () => {
    const { experiment, workspace, steps, objectivesNow } = await bench();
    workspace.resampleOne(1, MALA);
    const [, second] = experiment.panels;
    await workspace.remove(1);
    expect(objectivesNow()).toEqual(['a', 'c']);
    await steps.undo();
    expect(objectivesNow()).toEqual(['a', 'b', 'c']);
    expect(experiment.panels[1]).toBe(second);
    expect(workspace.samplerOf(1)).toEqual(MALA);
    await steps.redo();
    expect(objectivesNow()).toEqual(['a', 'c']);
  });

  it('takes back what was added and moved', async () => {
    const { experiment, workspace, steps, objectivesNow } = await bench();
    await workspace.add({ objective: 'd' });
    await workspace.move(3, 0);
    expect(objectivesNow()).toEqual(['d', 'a', 'b', 'c']);
    await steps.undo();
    await steps.undo();
    expect(objectivesNow()).toEqual(['a', 'b', 'c']);
    await steps.redo();
    expect([objectivesNow(), experiment.panels[3]?.run]).toEqual([['a', 'b', 'c', 'd'], 'added-1']);
  });

  it('gives a panel that has learnt its objective back with what it had learnt, one that has not as it was', async () => {
    const { server, experiment, workspace, steps, objectivesNow } = await bench();
    server.stream.status(runState('e0-r0', { phase: 'finished', step: 1500 }));
    const keys = workspace.panels.map(({ key }) => key);
    workspace.respecify(0, { objective: 'x' });
    workspace.respecify(1, { objective: 'y' });
    await vi.waitFor(() => expect(objectivesNow()).toEqual(['x', 'y', 'c']));
    expect(server.stream.commands('respec').map(({ run }) => run)).toEqual(['e0-r1']);
    expect(experiment.panels.map(({ run }) => run)).toEqual(['added-1', 'e0-r1', 'e0-r2']);
    await steps.undo();
    await steps.undo();
    expect(objectivesNow()).toEqual(['a', 'b', 'c']);
    expect(experiment.panels[0]?.run).toBe('e0-r0');
    expect(workspace.panels.map(({ key }) => key)).toEqual(keys);
  });

  it('makes a panel anew that the server no longer keeps, and says so', async () => {
    const { server, experiment, workspace, steps, objectivesNow } = await bench();
    await workspace.remove(2);
    server.forgotten();
    await steps.undo();
    expect([objectivesNow(), experiment.panels[2]?.run]).toEqual([['a', 'b', 'c'], 'added-1']);
    expect(experiment.notice).toContain('begins anew');
  });

  it('leaves a step where it was when the server refuses to take it back', async () => {
    const { server, workspace, steps, objectivesNow } = await bench();
    await workspace.remove(2);
    server.refusal = new Error('An experiment holds at most 8 panels; remove one first.');
    await steps.undo();
    expect([objectivesNow(), steps.canUndo, steps.canRedo]).toEqual([['a', 'b'], true, false]);
  });
});
