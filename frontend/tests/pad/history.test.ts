import { describe, expect, it } from 'vitest';

import { begin, commit, DEPTH, redo, undo } from '../../src/pad/history';

describe('history', () => {
  it('goes back and forth', () => {
    const history = commit(commit(begin('a'), 'b'), 'c');
    expect(undo(history).present).toBe('b');
    expect(undo(undo(history)).present).toBe('a');
    expect(redo(undo(history))).toEqual(history);
  });

  it('stands still at either end', () => {
    const history = begin('a');
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it('forgets the future when something new is done', () => {
    const history = commit(undo(commit(begin('a'), 'b')), 'c');
    expect(redo(history)).toBe(history);
    expect(undo(history).present).toBe('a');
  });

  it('keeps a bounded past', () => {
    let history = begin(0);
    for (let step = 1; step <= DEPTH + 50; step += 1) history = commit(history, step);
    expect(history.past).toHaveLength(DEPTH);
    expect(history.past[0]).toBe(50);
  });
});
