import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Room } from '../../src/room/room.svelte';
import { Fake, SERVER } from '../pages/boltzmann/fakes';

let fake: Fake;
let room: Room;

beforeEach(async () => {
  fake = new Fake();
  room = new Room(SERVER, fake.open);
  await room.begin('toy', {}, [{}, {}]);
  fake.hello('x0');
  fake.said.length = 0;
});
afterEach(() => vi.unstubAllGlobals());

it('asks for layers of all runs once, and of single ones for more', () => {
  room.want(['a']);
  room.want(['a']);
  expect(fake.said).toEqual([{ type: 'view', runs: [], kinds: ['a'] }]);
  fake.said.length = 0;
  room.want(['a'], [['b'], []]);
  room.want(['a'], [['b'], []]);
  expect(fake.said).toEqual([
    { type: 'view', runs: ['r0'], kinds: ['a', 'b'] },
    { type: 'view', runs: ['r1'], kinds: ['a'] },
  ]);
});

it('asks for nothing while it is not seen', () => {
  room.want(['a'], [['b']]);
  fake.said.length = 0;
  room.show(false);
  expect(fake.said).toEqual([{ type: 'view', runs: [], kinds: [] }]);
});

it('keeps figures by run, says what was refused, and forgets that with the next thing that is said', () => {
  fake.tell({ type: 'figures', run: 'r0', values: { a: 1, b: null } });
  fake.tell({ type: 'figures', run: 'r0', values: { a: 2 } });
  expect([room.figuresOf('r0'), room.figuresOf('r1')]).toEqual([{ a: 2, b: null }, {}]);
  fake.tell({ type: 'refused', message: 'That is too large.' });
  expect(room.notice).toBe('That is too large.');
  expect(room.say('go', {})).toBe(true);
  expect(room.notice).toBeNull();
});

it('is told of a run that moved', () => {
  fake.tell({ type: 'status', state: { run: 'r1', phase: 'training', message: '' } });
  expect(room.runs.map(({ phase }) => phase)).toEqual(['ready', 'training']);
});
