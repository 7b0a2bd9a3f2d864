import { describe, expect, it } from 'vitest';

import { Signal } from '../../src/lib/signal';

describe('a signal', () => {
  it('tells all who listen, in the order in which they came', () => {
    const told: string[] = [];
    const signal = new Signal<[number]>();
    signal.add((n) => told.push(`first ${n}`));
    signal.add((n) => told.push(`second ${n}`));
    signal.send(7);
    expect(told).toEqual(['first 7', 'second 7']);
  });

  it('ends one listener alone, though the same function listens twice', () => {
    let heard = 0;
    const hear = () => void (heard += 1);
    const signal = new Signal();
    const end = signal.add(hear);
    signal.add(hear);
    end();
    end();
    signal.send();
    expect(heard).toBe(1);
  });

  it('leaves nobody out when a listener ends or another comes while it is sent', () => {
    const told: string[] = [];
    const signal = new Signal();
    const end = signal.add(() => {
      told.push('once');
      end();
      signal.add(() => told.push('late'));
    });
    signal.add(() => told.push('always'));
    signal.send();
    expect(told).toEqual(['once', 'always']);
    signal.send();
    expect(told).toEqual(['once', 'always', 'always', 'late']);
  });
});
