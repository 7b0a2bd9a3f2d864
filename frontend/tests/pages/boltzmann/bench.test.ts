// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Bench } from '../../../src/pages/boltzmann/bench.svelte';
import { CARD, Fake, SERVER } from './fakes';

let fake: Fake;
let bench: Bench;
const changed = vi.fn();

beforeEach(() => {
  fake = new Fake();
  bench = new Bench('toy', CARD, SERVER, fake.open, changed);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  changed.mockReset();
});

it('makes what its card says and sets it going once, as soon as somebody listens', async () => {
  await bench.open(null);
  expect(fake.asked.at(-1)).toEqual([
    'POST',
    'experiments',
    { kind: 'toy', target: CARD.subject, panels: CARD.panels },
  ]);
  expect(fake.commands).toEqual([]);
  fake.hello('x0');
  expect(fake.commands).toEqual([{ type: 'pace', per_second: 30 }, { type: 'sweep' }]);
  fake.hello('x0');
  expect(fake.commands).toHaveLength(2);
  expect([bench.link, bench.room.id]).toEqual(['#room=toy', 'x0']);
});

it('comes back to the experiment that was here, and makes a new one where that is gone', async () => {
  fake.alive.add('old');
  await bench.open('old');
  fake.hello('old');
  expect([bench.room.id, fake.commands]).toEqual(['old', []]);
  const other = new Bench('toy', CARD, SERVER, fake.open);
  await other.open('gone');
  expect(other.room.id).toBe('x1');
});

it('begins as its link says, and says so where part of that cannot be read', async () => {
  bench.read('#room=toy&s=flip:0.3&p=method:c&o=pace:~null');
  await bench.open(null);
  expect(fake.asked.at(-1)?.[2]).toEqual({
    kind: 'toy',
    target: { flip: 0.3, picture: 'ring' },
    panels: [{ method: 'c' }],
  });
  expect(bench.options).toEqual({ pace: null });
  bench.read('#room=toy&s=flip');
  expect(bench.fault).toContain('cannot be read');
  bench.dismiss();
  expect(bench.fault).toBeNull();
});

it('says what its runs are about as the newest of a hand that slides', async () => {
  vi.useFakeTimers();
  await bench.open(null);
  fake.hello('x0');
  for (const flip of [0.2, 0.3, 0.4]) bench.retarget({ flip });
  vi.advanceTimersByTime(500);
  const retargets = fake.commands.filter(({ type }) => type === 'retarget');
  expect(retargets.map(({ target }) => (target as { flip: number }).flip)).toEqual([0.2, 0.4]);
  expect(bench.link).toBe('#room=toy&s=flip:0.4');
});

it('tunes all runs, and loses neither of two sliders that move at once', async () => {
  vi.useFakeTimers();
  await bench.open(null);
  fake.hello('x0');
  bench.tune({ beta: 0.5 });
  bench.tune({ beta: 0.6 });
  bench.tune({ h: 1 });
  vi.advanceTimersByTime(500);
  const tunes = fake.commands.filter(({ type }) => type === 'tune');
  expect(tunes).toEqual([
    { type: 'tune', beta: 0.5 },
    { type: 'tune', beta: 0.6, h: 1 },
  ]);
  expect(bench.panels).toEqual(CARD.panels.map((panel) => ({ ...panel, beta: 0.6, h: 1 })));
});

it('makes a run another one, adds one and takes one off', async () => {
  await bench.open(null);
  fake.hello('x0');
  bench.respec(1, { method: 'd', seed: 4 });
  expect(fake.commands.slice(-2)).toEqual([
    { type: 'respec', run: 'r1', spec: { method: 'd', seed: 4 }, id: expect.any(String) as string },
    { type: 'go', runs: ['r1'] },
  ]);
  bench.respec(1, { seed: undefined });
  expect(fake.commands.at(-2)).toMatchObject({ type: 'respec', run: 'r1', spec: { method: 'd' } });
  await bench.add({ method: 'e' });
  expect([bench.runs.length, bench.panels.at(-1)]).toEqual([3, { method: 'e' }]);
  await bench.drop(0);
  expect(fake.asked.at(-1)?.slice(0, 2)).toEqual(['DELETE', 'experiments/x0/panels/r0']);
  expect(bench.panels.map(({ method }) => method)).toEqual(['d', 'e']);
});

it('holds still while nobody looks', async () => {
  await bench.open(null);
  fake.hello('x0');
  fake.tell({ type: 'status', state: { run: 'r0', phase: 'training', message: '' } });
  expect(bench.playing).toBe(true);
  bench.rest();
  expect(fake.commands.at(-1)).toEqual({ type: 'pause', runs: ['r0'] });
  expect(fake.said.at(-1)).toEqual({ type: 'view', runs: [], kinds: [] });
  bench.wake();
  expect(fake.commands.at(-1)).toEqual({ type: 'go', runs: ['r0'] });
  expect(fake.said.at(-2)).toEqual({ type: 'view', runs: [], kinds: [] });
  bench.wake();
  expect(fake.commands.filter(({ type }) => type === 'go')).toHaveLength(1);
});

it('says in the link how it is shown', async () => {
  bench.set({ pace: 300 });
  expect(bench.link).toBe('#room=toy&o=pace:300');
  expect(changed).toHaveBeenCalled();
});

it('sets a run going that became another one or was added, where its card says how', async () => {
  const going = new Bench('toy', { ...CARD, go: 'train' }, SERVER, fake.open);
  await going.open(null);
  fake.hello('x0');
  fake.said.length = 0;
  going.respec(1, { method: 'c' });
  expect(await going.add({ method: 'd' })).toBe(true);
  expect(fake.commands).toEqual([
    { type: 'respec', run: 'r1', spec: { method: 'c' }, id: expect.any(String) as string },
    { type: 'train', runs: ['r1'] },
    { type: 'train', runs: ['r2'] },
  ]);
});

it('becomes another experiment as it is said, with the rest as it stands', async () => {
  await bench.open(null);
  fake.hello('x0');
  await bench.become({ panels: [{ method: 'z' }], options: { view: 'law' } });
  expect(fake.asked.find(([, , body]) => JSON.stringify(body)?.includes('"z"'))?.[2]).toEqual({
    kind: 'toy',
    target: CARD.subject,
    panels: [{ method: 'z' }],
  });
  expect([bench.link, bench.room.id]).toEqual(['#room=toy&p=method:z&o=view:law', 'x1']);
});

it('shows what is where the server refuses a change, and what was wanted since then', async () => {
  vi.useFakeTimers();
  await bench.open(null);
  fake.hello('x0');
  bench.respec(0, { hidden: 64 });
  const respec = fake.commands.find(({ type }) => type === 'respec');
  expect(bench.panels[0]).toEqual({ method: 'a', hidden: 64 });
  fake.tell({ type: 'refused', id: respec?.['id'], command: 'respec', message: 'Take at most 20 hidden units.' });
  expect([bench.panels, bench.link]).toEqual([CARD.panels, '#room=toy']);
  expect(bench.room.notice).toContain('20 hidden');

  bench.retarget({ flip: 0.2 });
  const first = fake.commands.find(({ type }) => type === 'retarget');
  fake.tell({ type: 'obeyed', id: first?.['id'], run: 'r0' });
  bench.retarget({ flip: 0.9 });
  vi.advanceTimersByTime(500);
  const second = fake.commands.findLast(({ type }) => type === 'retarget');
  fake.tell({ type: 'refused', id: second?.['id'], command: 'retarget', message: 'At most .5.' });
  expect(bench.subject['flip']).toBe(0.2);
  // the second answer to one question changes nothing more
  bench.retarget({ flip: 0.3 });
  fake.tell({ type: 'refused', id: second?.['id'], command: 'retarget', message: 'At most .5.' });
  expect(bench.subject['flip']).toBe(0.3);
});
