import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Rest } from '../../src/pad/rest';

describe('what waits for the hand to rest', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is done once, after the last of many, and not while a pointer is down', () => {
    let [busy, done] = [false, 0];
    const rest = new Rest(
      () => busy,
      () => (done += 1),
    );
    for (let stroke = 0; stroke < 5; stroke += 1) {
      rest.owe();
      vi.advanceTimersByTime(700);
    }
    busy = true;
    vi.advanceTimersByTime(10_000);
    expect([done, rest.owed]).toEqual([0, true]);
    busy = false;
    vi.advanceTimersByTime(10_000);
    expect([done, rest.owed]).toEqual([1, false]);
  });

  it('can be forgotten', () => {
    let done = 0;
    const rest = new Rest(
      () => false,
      () => (done += 1),
    );
    rest.owe();
    rest.forget();
    vi.advanceTimersByTime(10_000);
    expect([done, rest.owed]).toEqual([0, false]);
  });
});
