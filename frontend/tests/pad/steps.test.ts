import { describe, expect, it } from 'vitest';

import { DEPTH, Steps, type Step } from '../../src/pad/steps.svelte';

/** Steps that write down what they did. */
function bench() {
  const log: string[] = [];
  const named = (name: string): Step => ({
    undo: () => log.push(`undo ${name}`) > 0,
    redo: () => log.push(`redo ${name}`) > 0,
  });
  return { log, steps: new Steps(), named };
}

describe('steps', () => {
  it('go back and forth, the latest first', () => {
    const { log, steps, named } = bench();
    for (const name of ['a', 'b']) steps.did(named(name));
    void steps.undo();
    void steps.undo();
    void steps.redo();
    expect(log).toEqual(['undo b', 'undo a', 'redo a']);
    expect([steps.canUndo, steps.canRedo]).toEqual([true, true]);
  });

  it('stand still at either end, and forget the future when something new is done', () => {
    const { log, steps, named } = bench();
    void steps.undo();
    void steps.redo();
    steps.did(named('a'));
    void steps.undo();
    steps.did(named('b'));
    void steps.redo();
    expect(log).toEqual(['undo a']);
  });

  it('keep a bounded past', () => {
    const { log, steps, named } = bench();
    for (let n = 0; n < DEPTH + 5; n += 1) steps.did(named(String(n)));
    for (let n = 0; n < DEPTH + 5; n += 1) void steps.undo();
    expect([log.length, log.at(-1)]).toEqual([DEPTH, 'undo 5']);
  });

  it('that wait for the server hold others back, and stay where they were if it refuses', async () => {
    const { log, steps, named } = bench();
    let answer: (worked: boolean) => void = () => undefined;
    const asked = () => new Promise<boolean>((settle) => (answer = settle));
    steps.did(named('a'));
    steps.did({ undo: asked, redo: asked });
    const first = steps.undo();
    void steps.undo();
    expect([log, steps.canUndo]).toEqual([[], false]);
    answer(false);
    await first;
    expect([steps.canUndo, steps.canRedo]).toEqual([true, false]);
    const second = steps.undo();
    answer(true);
    await second;
    void steps.undo();
    expect(log).toEqual(['undo a']);
  });

  it('that fail let their fault be heard, stay where they were and hold nothing back', async () => {
    const { log, steps, named } = bench();
    steps.did(named('a'));
    steps.did({ undo: () => Promise.reject(new Error('A fault.')), redo: () => true });
    await expect(steps.undo()).rejects.toThrow('A fault.');
    expect([log, steps.canUndo, steps.canRedo]).toEqual([[], true, false]);
  });

  it('do not take what a step does for a step of its own', () => {
    const { steps, named } = bench();
    steps.did({
      undo: () => {
        steps.did(named('inner'));
        return true;
      },
      redo: () => true,
    });
    void steps.undo();
    expect([steps.canUndo, steps.canRedo]).toEqual([false, true]);
  });
});
