// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { toldOf } from '../../../src/pages/boltzmann/told';
import { Visit } from '../../../src/pages/boltzmann/visit.svelte';
import type { Demonstration } from '../../../src/protocol/generated';
import { fake as made } from '../../mounted';
import { CARD, Fake, SERVER } from './fakes';

const load = () => new Promise<never>(() => undefined);
const ROOMS = [
  { name: 'one', card: { ...CARD, kind: 'other' }, load },
  { name: 'two', card: { ...CARD, title: 'Two', opening: () => [{ type: 'pace' }] }, load },
];
const address = { read: () => '', write: vi.fn(), go: vi.fn() };
const settled = () => new Promise((resolve) => setTimeout(resolve));
const SCENE = {
  kind: 'toy',
  subject: { flip: 0.2 },
  common: { beta: 1 },
  processes: [{ method: 'c' }],
  sights: { training_pace: 400 },
};
const STORY = made<Demonstration>({ name: 'a', scene: SCENE as never });

let fake: Fake;
beforeEach(() => {
  fake = new Fake();
  fake.kinds = ['toy', 'other'];
});
afterEach(() => vi.unstubAllGlobals());

async function visited(): Promise<Visit> {
  const visit = new Visit(ROOMS, SERVER, fake.open, address);
  await settled();
  return visit;
}

it('asks each kind once for its demonstrations, and only when they are wanted', async () => {
  const visit = await visited();
  const before = fake.asked.filter(([, path]) => path.startsWith('catalogue')).length;
  await visit.tales.load();
  const asked = fake.asked.filter(([, path]) => path.startsWith('catalogue')).slice(before);
  expect(asked.map(([, path]) => path)).toEqual(['catalogue?kind=other', 'catalogue?kind=toy']);
});

it('plays in the room of its kind, as it says, and is set going by the command of that kind', async () => {
  const visit = await visited();
  await visit.tales.play(STORY);
  await settled();
  expect([visit.at.name, visit.tales.story?.name]).toEqual(['two', 'a']);
  expect(fake.asked.findLast(([method]) => method === 'POST')?.[2]).toEqual({
    kind: 'toy',
    target: { flip: 0.2, picture: 'ring' },
    panels: [{ beta: 1, method: 'c' }],
  });
  expect(visit.bench.options).toEqual({ pace: 400 });
  fake.hello(visit.bench.room.id ?? '');
  expect(fake.commands.map(({ type }) => type)).toEqual(['pace', 'begin']);
});

it('leaves what was in the room alive, and comes back to it', async () => {
  const visit = await visited();
  const [, second] = visit.rooms;
  if (second) visit.turn(second);
  await settled();
  const mine = visit.bench.room.id;
  visit.bench.retarget({ flip: 0.45 });
  await visit.tales.play(STORY);
  await visit.tales.play({ ...STORY, name: 'b' });
  await settled();
  expect(fake.asked.some(([method, path]) => method === 'DELETE' && path.endsWith(mine ?? ''))).toBe(false);
  expect([visit.bench.subject['flip'], visit.tales.hasKept]).toEqual([0.2, true]);
  await visit.tales.back();
  expect(visit.bench.room.id).toBe(mine);
  expect([visit.bench.subject['flip'], visit.tales.story, visit.tales.hasKept]).toEqual([0.45, null, false]);
});

it('stories of two rooms leave both as they were, and lead back to where the reader came from', async () => {
  const visit = await visited();
  await settled();
  const [first, second] = visit.rooms;
  const one = visit.bench;
  one.retarget({ flip: 0.45 });
  await visit.tales.play(STORY);
  await visit.tales.play({ name: 'c', scene: { ...STORY.scene, kind: 'other' } });
  await settled();
  if (second) visit.turn(second);
  await visit.tales.back();
  await settled();
  expect([visit.at.name, one.subject['flip'], visit.tales.hasKept]).toEqual([first?.name, 0.45, false]);
  if (second) visit.turn(second);
  expect(visit.bench.subject['flip']).toBe(0.1);
});

it('is not on show in another room', async () => {
  const visit = await visited();
  await visit.tales.play(STORY);
  const [first] = visit.rooms;
  if (first) visit.turn(first);
  expect(visit.tales.story).toBeNull();
});

it('a newer scene is refused in a sentence, and nothing is touched', async () => {
  const visit = await visited();
  const room = visit.bench.room.id;
  await visit.tales.play({ ...STORY, scene: { ...STORY.scene, version: 99 } });
  expect(visit.tales.fault).toMatch(/version 99/);
  expect([visit.at.name, visit.bench.room.id, visit.tales.story]).toEqual(['one', room, null]);
});

it('a run is told by what its state says of its way: sweeps of an end, epochs of so many', () => {
  const room = { figuresOf: () => ({ error: 0.25 }) };
  const sweeping = toldOf(room, { run: 'r', phase: 'training', message: '', sweeps: 30, end: 120 } as never);
  expect([sweeping.step, sweeping.state.n_steps, sweeping.measure('error'), sweeping.measure('kl')]).toEqual([
    30,
    120,
    0.25,
    null,
  ]);
  const learning = toldOf(room, { run: 'r', phase: 'training', message: '', epoch: 3, epochs: 30 } as never);
  expect([learning.step, learning.state.n_steps]).toEqual([3, 30]);
  // without an end of its own it is not done before its phase says so
  expect(toldOf(room, { run: 'r', phase: 'training', message: '', sweeps: 9, end: null } as never).state.n_steps).toBe(
    Infinity,
  );
});
