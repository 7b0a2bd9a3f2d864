import { expect, it } from 'vitest';

import type { Card } from '../../../src/pages/boltzmann/card';
import { roomsOf } from '../../../src/pages/boltzmann/rooms';

const card = (order: number) => ({ order }) as Card;
const load = () => Promise.reject(new Error('not here'));

it('finds a room by its folder and stands it in its place', () => {
  const rooms = roomsOf(
    { './rooms/late/card.ts': card(2), './rooms/early/card.ts': card(1) },
    { './rooms/early/Room.svelte': load, './rooms/late/Room.svelte': load },
  );
  expect(rooms.map(({ name }) => name)).toEqual(['early', 'late']);
  expect(rooms[0]?.load).toBe(load);
});

it('demands the code of what it has a card of', () => {
  expect(() => roomsOf({ './rooms/half/card.ts': card(1) }, {})).toThrow('half has a card and no Room.svelte');
});

it('has rooms whose places, titles and kinds differ, and commands that open them', () => {
  const rooms = roomsOf();
  expect(rooms[0]?.name).toBe('ising');
  for (const of of [(each: Card) => each.order, (each: Card) => each.title])
    expect(new Set(rooms.map(({ card }) => of(card))).size).toBe(rooms.length);
  for (const { card } of rooms) {
    expect(card.panels.length).toBeGreaterThan(0);
    expect(card.opening(card.options).every(({ type }) => type !== '')).toBe(true);
  }
});
