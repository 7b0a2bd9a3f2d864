import { afterEach, expect, it, vi } from 'vitest';

import { ask, NewestFrames } from '../../src/room/asking';
import type { Frame } from '../../src/stream/decoder';

const SERVER = new URL('http://here/mount/api/');
afterEach(() => vi.unstubAllGlobals());

it('keeps the newest frame of each run and layer', () => {
  const frames = new NewestFrames();
  const frame = (run: string, kind: string, seq: number) => ({ run, kind, seq }) as unknown as Frame;
  for (const each of [frame('a', 'cells', 1), frame('a', 'other', 1), frame('a', 'cells', 2)]) frames.keep(each);
  expect([frames.of('a', 'cells')?.seq, frames.of('a', 'other')?.seq, frames.of('b', 'cells')]).toEqual([2, 1, null]);
  frames.clear();
  expect(frames.of('a', 'cells')).toBeNull();
});

it('asks below the server and reads what comes back, also where that is nothing', async () => {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response('{"a": 1}'));
  vi.stubGlobal('fetch', fetched);
  expect(await ask(SERVER, 'POST', 'experiments', { kind: 'x' })).toEqual({ a: 1 });
  expect(fetched.mock.calls[0]![0]).toBe('http://here/mount/api/experiments');
  expect(fetched.mock.calls[0]![1].body).toBe('{"kind":"x"}');
  fetched.mockImplementation(async () => new Response(null, { status: 204 }));
  expect(await ask(SERVER, 'DELETE', 'experiments/x')).toBeNull();
});
