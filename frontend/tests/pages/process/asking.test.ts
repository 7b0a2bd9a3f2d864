import { describe, expect, it } from 'vitest';

import { NewestFrames, wishes } from '../../../src/pages/process/asking';
import type { Frame } from '../../../src/stream/decoder';

describe('what the page of any process asks', () => {
  it('stands in its address', () => {
    expect(wishes('#kind=automaton&experiment=x_1')).toEqual({ kind: 'automaton', experiment: 'x_1' });
    expect(wishes('')).toEqual({ kind: '', experiment: '' });
  });

  it('is the newest frame of each run and layer', () => {
    const frames = new NewestFrames();
    const frame = (run: string, kind: string, seq: number) => ({ run, kind, seq }) as unknown as Frame;
    for (const each of [frame('a', 'cells', 1), frame('a', 'other', 1), frame('a', 'cells', 2)]) frames.keep(each);
    expect([frames.of('a', 'cells')?.seq, frames.of('a', 'other')?.seq, frames.of('b', 'cells')]).toEqual([2, 1, null]);
  });
});
