// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Visit } from '../../../src/pages/boltzmann/visit.svelte';
import { CARD, Fake, SERVER } from './fakes';

const load = () => new Promise<never>(() => undefined);
const ROOMS = [
  { name: 'one', card: CARD, load },
  { name: 'two', card: { ...CARD, title: 'Two' }, load },
];
const address = (hash: string) => ({ read: () => hash, write: vi.fn(), go: vi.fn() });
const settled = () => new Promise((resolve) => setTimeout(resolve));

let fake: Fake;
beforeEach(() => (fake = new Fake()));
afterEach(() => vi.unstubAllGlobals());

it('opens the first room, or the one that the address names, as that says', async () => {
  expect(new Visit(ROOMS, SERVER, fake.open, address('')).at.name).toBe('one');
  const visit = new Visit(ROOMS, SERVER, fake.open, address('#room=two&s=flip:0.5'));
  expect([visit.at.name, visit.bench.subject['flip']]).toEqual(['two', 0.5]);
  expect(new Visit(ROOMS, SERVER, fake.open, address('#room=cellar')).at.name).toBe('one');
});

it('goes to another room and finds the first as it was left', async () => {
  const visit = new Visit(ROOMS, SERVER, fake.open, address(''));
  await settled();
  const [first, second] = visit.rooms;
  const before = visit.bench;
  before.retarget({ flip: 0.4 });
  if (second) visit.turn(second);
  await settled();
  expect([visit.bench.name, visit.bench.room.id]).toEqual(['two', 'x1']);
  if (first) visit.turn(first);
  expect(visit.bench).toBe(before);
  expect(visit.bench.link).toBe('#room=one&s=flip:0.4');
});

it('leaves for what the gallery brought back, and for nothing of another page', async () => {
  const place = address('#room=one');
  const visit = new Visit(ROOMS, SERVER, fake.open, place);
  await settled();
  expect([visit.scene, await visit.settled()]).toEqual([{ kind: 'toy' }, 'x0']);
  visit.turnTo('old', { kind: 'toy', subject: { flip: 0.3 } as never, processes: [{ method: 'c' }] as never });
  expect(place.go).toHaveBeenCalledWith('#room=one&s=flip:0.3&p=method:c');
  expect(sessionStorage.getItem('scorescape.visits')).toContain('"id":"old","hash":"#room=one&s=flip:0.3&p=method:c"');
  expect(() => visit.turnTo('old', {})).toThrow('It was saved on the page of score fields; open it there.');
});

it('leaves an entry of score panels to their page, and says what no room shows; neither is brought to life', async () => {
  const go = vi.fn();
  fake.scenes = { moons: { kind: 'score' }, before: {}, odd: { kind: 'odd' } };
  new Visit(ROOMS, SERVER, fake.open, address('#g=moons'), go);
  new Visit(ROOMS, SERVER, fake.open, address('#g=before'), go);
  await settled();
  expect(go.mock.calls).toEqual([['./#g=moons'], ['./#g=before']]);
  const visit = new Visit(ROOMS, SERVER, fake.open, address('#g=odd'), go);
  await vi.waitFor(() => expect(visit.bench.fault).toContain('of the kind “odd”'));
  expect(fake.asked.some(([, path]) => path.endsWith('/open'))).toBe(false);
  expect(go).toHaveBeenCalledTimes(2);
});
