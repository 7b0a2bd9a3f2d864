import { describe, expect, it } from 'vitest';

import { MalformedMessage } from '../../src/stream/safetensors';
import { decodeTape } from '../../src/stream/tape';
import { floats, safetensors, type Part } from './bytes';

function tape(steps: readonly number[], score: Part, kind = 'tape'): ArrayBuffer {
  const step: Part = { dtype: 'I32', shape: [steps.length], bytes: Int32Array.from(steps).buffer };
  return safetensors({ v: '1', kind, run: 'r7', figures: '[]' }, { step, score });
}

describe('a tape', () => {
  it('is the field frames of its run', () => {
    const frames = decodeTape(tape([0, 15], floats([2, 1, 1, 2], [1, 2, 3, 4])));
    expect(frames.map(({ step, run, side, kind }) => [step, run, side, kind])).toEqual([
      [0, 'r7', 1, 'field'],
      [15, 'r7', 1, 'field'],
    ]);
    expect([...frames[1]!.values]).toEqual([3, 4]);
  });

  it('of another kind or with other sizes is refused in words', () => {
    expect(() => decodeTape(tape([0], floats([1, 1, 1, 2], [1, 2]), 'field'))).toThrow(MalformedMessage);
    expect(() => decodeTape(tape([0, 1], floats([1, 1, 1, 2], [1, 2])))).toThrow('2 steps');
  });
});
