import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Latest } from '../../../src/pages/boltzmann/latest';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('says the first at once and then only the newest of each pause', () => {
  const said: number[] = [];
  const latest = new Latest(100);
  for (const each of [1, 2, 3]) latest.say(() => said.push(each));
  expect(said).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(said).toEqual([1, 3]);
  latest.say(() => said.push(4));
  expect(said).toEqual([1, 3]);
  vi.advanceTimersByTime(100);
  expect(said).toEqual([1, 3, 4]);
  vi.advanceTimersByTime(1000);
  latest.say(() => said.push(5));
  expect(said).toEqual([1, 3, 4, 5]);
});

it('drops what waits', () => {
  const said: number[] = [];
  const latest = new Latest(100);
  for (const each of [1, 2]) latest.say(() => said.push(each));
  latest.drop();
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([1]);
});
