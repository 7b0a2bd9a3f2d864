import { describe, expect, it, vi } from 'vitest';

import { Drawing } from '../../src/state/drawing.svelte';
import { BLANK, thinned } from '../../src/state/target';

const LINE = [
  [0.5, 0],
  [1, 0],
  [1.5, 0.0004],
] as const;

function drawn(drawing: Drawing): Drawing {
  drawing.press([0, 0]);
  drawing.move(LINE);
  drawing.lift();
  return drawing;
}

describe('a drawing', () => {
  it('turns a press, a move and a lift into one stroke of the brush', () => {
    const drawing = new Drawing(BLANK);
    drawing.size(0.3);
    drawing.weigh(2);
    drawn(drawing);
    expect(drawing.strokes).toEqual([
      {
        points: [
          [0, 0],
          [0.5, 0],
          [1, 0],
          [1.5, 0],
        ],
        width: 0.3,
        weight: 2,
        erase: false,
      },
    ]);
  });

  it('tells of the stroke under the pointer while it grows, and of the target once', () => {
    const drawing = new Drawing(BLANK);
    drawing.onstroke = vi.fn();
    drawing.onchange = vi.fn();
    drawn(drawing);
    expect(drawing.onstroke).toHaveBeenCalledTimes(2);
    expect(drawing.onchange).toHaveBeenCalledExactlyOnceWith(drawing.target);
  });

  it('undoes, redoes and clears', () => {
    const drawing = drawn(drawn(new Drawing(BLANK)));
    drawing.undo();
    expect(drawing.strokes).toHaveLength(1);
    drawing.redo();
    expect(drawing.strokes).toHaveLength(2);
    drawing.clear();
    expect(drawing.blank).toBe(true);
    drawing.undo();
    expect(drawing.strokes).toHaveLength(2);
  });

  it('forgets an abandoned stroke', () => {
    const drawing = new Drawing(BLANK);
    drawing.press([0, 0]);
    drawing.abandon();
    drawing.lift();
    expect(drawing.canUndo).toBe(false);
    expect(drawing.provisional).toBe(drawing.target);
  });

  it('adds to a mixture whose components are known: each becomes the dab that is exactly it', () => {
    const drawing = new Drawing({ kind: 'preset', name: 'two-gaussians' });
    const components = [
      { weight: 1, mean: [-2, 1] as [number, number], scale: 0.5 },
      { weight: 3, mean: [2, 0] as [number, number], scale: 0.25 },
    ];
    drawing.press([0, 0], components);
    drawing.lift();
    const [left, right, dot] = drawing.strokes;
    expect(left).toMatchObject({ points: [[-2, 1]], width: 0.5 });
    const mass = (stroke = left) => (stroke?.width ?? NaN) * (stroke?.weight ?? NaN);
    expect(mass(right) / mass(left)).toBeCloseTo(3, 12);
    expect(dot?.points).toEqual([[0, 0]]);
  });

  it('starts anew on a preset whose components are not known, and undo brings the preset back', () => {
    const drawing = new Drawing({ kind: 'preset', name: 'spiral' });
    drawn(drawing);
    expect(drawing.strokes).toHaveLength(1);
    drawing.undo();
    expect(drawing.target).toEqual({ kind: 'preset', name: 'spiral' });
  });

  it('is blank when all that is left are eraser strokes', () => {
    const drawing = new Drawing(BLANK);
    drawing.use('eraser');
    drawn(drawing);
    expect(drawing.blank).toBe(true);
    expect(drawing.strokes[0]?.erase).toBe(true);
  });

  it('keeps its brush inside its bounds', () => {
    const drawing = new Drawing(BLANK);
    drawing.size(99);
    drawing.weigh(-1);
    expect(drawing.brush).toMatchObject({ width: 1, weight: 0.1 });
  });
});

describe('a thinned path', () => {
  it('keeps both ends and what is far enough apart, in thousandths', () => {
    const path = [
      [0, 0],
      [0.01, 0],
      [0.1234567, 0],
      [0.13, 0],
    ] as const;
    expect(thinned(path, 0.1)).toEqual([
      [0, 0],
      [0.123, 0],
      [0.13, 0],
    ]);
  });
});
