import { describe, expect, it } from 'vitest';

import { Tape } from '../../src/live/tape';

function filled(steps: Iterable<number>, limit = 16): Tape<{ step: number; life?: number }> {
  const tape = new Tape<{ step: number; life?: number }>(() => limit);
  for (const step of steps) tape.push({ step });
  return tape;
}

const stepsOf = (tape: Tape<{ step: number }>) => tape.instants.map(({ step }) => step);
const upTo = (n: number, stride = 1) => Array.from({ length: n }, (_, i) => i * stride);

describe('a tape', () => {
  it('says what was seen last by a step', () => {
    const tape = filled([3, 10, 20]);
    expect(tape.at(19)?.step).toBe(10);
    expect(tape.at(20)?.step).toBe(20);
    expect(tape.at(1e9)?.step).toBe(20);
    expect(tape.at(0)?.step, 'before the first there is only the first').toBe(3);
    expect(filled([]).at(5)).toBeNull();
  });

  it('never holds more than its limit, and the newest always', () => {
    const tape = filled([], 16);
    for (const step of upTo(20_000)) {
      tape.push({ step });
      expect(tape.length).toBeLessThanOrEqual(16);
      expect(tape.last).toBe(step);
    }
    expect(tape.first).toBe(0);
  });

  it('stays even however long it gets', () => {
    const steps = stepsOf(filled(upTo(5000, 7), 64));
    const gaps = steps.slice(1, -1).map((step, i) => step - steps[i]!);
    expect(steps.length).toBeGreaterThan(64 / 4);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps));
  });

  it('forgets what lies beyond a step at which its run began again', () => {
    const tape = filled([0, 10, 20, 30]);
    tape.push({ step: 20, life: 2 });
    expect(stepsOf(tape)).toEqual([0, 10, 20]);
    expect(tape.at(20)?.life).toBe(2);
    tape.push({ step: 0 });
    expect(stepsOf(tape)).toEqual([0]);
  });

  it('takes in what another saw all along, and keeps its own beyond that', () => {
    const tape = filled([5, 8, 30]);
    tape.merge([{ step: 4 }, { step: 5, life: 9 }, { step: 20 }]);
    expect(stepsOf(tape)).toEqual([4, 5, 20, 30]);
    expect(tape.at(5)?.life).toBe(9);
    tape.merge(upTo(300).map((step) => ({ step })));
    expect(tape.length).toBeLessThanOrEqual(16);
    expect(tape.last).toBe(299);
  });
});
