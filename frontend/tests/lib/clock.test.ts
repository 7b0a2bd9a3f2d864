import { describe, expect, it } from 'vitest';

import { Clock } from '../../src/lib/clock';

function clock() {
  const waiting: ((now: number) => void)[] = [];
  return {
    clock: new Clock((task) => waiting.push(task)),
    /** Let one animation frame pass; false if nobody asked for one. */
    frame: (now: number) => {
      const task = waiting.shift();
      task?.(now);
      return task !== undefined;
    },
  };
}

describe('the clock', () => {
  it('asks for one frame, however often it is woken', () => {
    const { clock: c, frame } = clock();
    const times: number[] = [];
    c.add((now) => times.push(now) > 99);
    c.wake();
    c.wake();
    expect(frame(1)).toBe(true);
    expect(frame(2)).toBe(false);
    expect(times).toEqual([1]);
  });

  it('runs on while one task wants more, and calls all of them', () => {
    const { clock: c, frame } = clock();
    const calls: string[] = [];
    c.add(() => calls.push('a') < 3);
    c.add(() => calls.push('b') < 3);
    frame(1);
    frame(2);
    expect(calls).toEqual(['a', 'b', 'a', 'b']);
    expect(frame(3)).toBe(false);
  });

  it('forgets a task that was ended', () => {
    const { clock: c, frame } = clock();
    const calls: number[] = [];
    const end = c.add((now) => calls.push(now) > 99);
    end();
    frame(1);
    expect(calls).toEqual([]);
  });
});
