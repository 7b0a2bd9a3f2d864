import { describe, expect, it } from 'vitest';

import { Drawing } from '../../src/pad/drawing.svelte';
import { Preview } from '../../src/pad/preview.svelte';
import { giveShare, typedShare } from '../../src/pad/shares';
import type { Target } from '../../src/pad/target';
import { FakeServer } from '../live/fakes';
import { previewOf } from './previews';

const DRAWING: Target = {
  kind: 'drawing',
  strokes: [
    { points: [[-2, 0]], width: 0.2, weight: 1, erase: false },
    { points: [[2, 0]], width: 0.2, weight: 1, erase: false },
  ],
};
const LEFT = { position: [-2, 0] as [number, number], mass: 0.5 };

/** The server answers with this mass for the left mode. */
async function typed(share: number, mass: number) {
  const server = new FakeServer();
  const drawing = new Drawing(DRAWING);
  const answer = giveShare(drawing, new Preview(server), LEFT, share);
  server.previews[0]?.answer(
    previewOf([
      { position: [-2, 0], mass },
      { position: [2, 0], mass: 1 - mass },
    ]),
  );
  return { drawing, sentence: await answer, asked: server.previews[0]?.target };
}

describe('a typed share', () => {
  it.each([
    ['5', 0.05],
    ['5 %', 0.05],
    ['12,5%', 0.125],
    ['', NaN],
    ['many', NaN],
  ])('is read from %j', (text, share) => {
    expect(typedShare(text)).toEqual(share);
  });

  it('becomes one step once the server has it exactly', async () => {
    const { drawing, sentence, asked } = await typed(0.05, 0.05);
    expect(sentence).toBeNull();
    expect(drawing.target).toBe(asked);
    expect(drawing.marks.at(-1)).toEqual({ shares: [{ at: [-2, 0], share: 0.05 }] });
    drawing.undo();
    expect(drawing.target).toBe(DRAWING);
  });

  it('is refused in words where the modes cannot have it, and nothing changes', async () => {
    const { drawing, sentence } = await typed(0.05, 0.2);
    expect(sentence).toContain('no longer be a mode of its own');
    expect(drawing.target).toBe(DRAWING);
  });

  it.each([0, 1, NaN, -0.1])('of %d is refused with the range, without asking', async (share) => {
    const { sentence, asked } = await typed(share, 0.5);
    expect(sentence).toContain('[0.3, 99.7]');
    expect(asked).toBeUndefined();
  });

  it('typed after another is part of the same mark', () => {
    const drawing = new Drawing(DRAWING);
    drawing.choose(drawing.withShare([-2, 0], 0.1, null));
    drawing.choose(drawing.withShare([2, 0], 0.3, null));
    expect(drawing.marks).toHaveLength(3);
    expect(drawing.marks[2]).toEqual({
      shares: [
        { at: [-2, 0], share: 0.1 },
        { at: [2, 0], share: 0.3 },
      ],
    });
  });
});
