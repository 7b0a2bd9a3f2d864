import { describe, expect, it, vi } from 'vitest';

import { Drawing } from '../../src/pad/drawing.svelte';
import { BLANK, thinned } from '../../src/pad/target';

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
    const [stroked, changed] = [vi.fn(), vi.fn()];
    drawing.stroked.add(stroked);
    drawing.changed.add(changed);
    drawn(drawing);
    expect(stroked).toHaveBeenCalledTimes(2);
    expect(changed).toHaveBeenCalledExactlyOnceWith(drawing.target);
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

  it.each(['not known', 'too many'])('keeps a preset whole whose components are %s, and draws on it', (why) => {
    const drawing = new Drawing({ kind: 'preset', name: 'spiral' });
    const component = { weight: 1, mean: [0, 0] as [number, number], scale: 0.1 };
    drawing.press([0, 0], why === 'too many' ? Array.from({ length: 178 }, () => component) : null);
    drawing.lift();
    expect(drawing.marks[0]).toEqual({ source: { kind: 'preset', name: 'spiral' }, mass: 5, shift: [0, 0] });
    expect(drawing.strokes).toHaveLength(1);
    drawing.undo();
    expect(drawing.target).toEqual({ kind: 'preset', name: 'spiral' });
  });

  it('never takes the Gaussians of one preset for those of the next', () => {
    const drawing = new Drawing({ kind: 'preset', name: 'two-gaussians' });
    drawing.press([0, 0], [{ weight: 1, mean: [1, 1], scale: 0.5 }]);
    drawing.abandon();
    drawing.choose({ kind: 'preset', name: 'spiral' });
    expect(drawing.withMarks([])).toEqual({
      kind: 'drawing',
      strokes: [{ source: { kind: 'preset', name: 'spiral' }, mass: 5, shift: [0, 0] }],
    });
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

describe('what is selected', () => {
  function two(): Drawing {
    const drawing = drawn(new Drawing(BLANK));
    drawing.use('gaussian');
    drawing.press([-2, 2]);
    drawing.move([[-2, 2.5]]);
    drawing.lift();
    drawing.use('select');
    return drawing;
  }

  it('is the stroke under the press; a drag moves it as one step', () => {
    const drawing = two();
    const stroked = vi.fn();
    drawing.stroked.add(stroked);
    drawing.press([1, 0.1]);
    drawing.move([
      [1, -0.9],
      [1.5, -0.9],
    ]);
    expect(stroked).toHaveBeenCalledOnce();
    drawing.lift();
    expect(drawing.strokes[0]?.points).toEqual([
      [0.5, -1],
      [1, -1],
      [1.5, -1],
      [2, -1],
    ]);
    expect(drawing.selected).toEqual([drawing.strokes[0]]);
    drawing.undo();
    expect(drawing.strokes[0]?.points[0]).toEqual([0, 0]);
  });

  it('stays in the box', () => {
    const drawing = two();
    drawing.press([-2, 2]);
    drawing.move([[9, 9]]);
    drawing.lift();
    expect(drawing.strokes[1]?.points).toEqual([[4, 4]]);
  });

  it('is nothing where nothing is, and a click alone is no step', () => {
    const drawing = two();
    const before = drawing.target;
    drawing.press([3, 3]);
    drawing.lift();
    expect(drawing.selected).toEqual([]);
    drawing.press([1, 0]);
    drawing.lift();
    expect(drawing.selected).toHaveLength(1);
    expect(drawing.target).toBe(before);
  });

  it('is weighed by a slider in one step and deleted by a key', () => {
    const drawing = two();
    drawing.press([-2, 2]);
    drawing.lift();
    expect(drawing.selectedWeight).toBe(1);
    drawing.reweigh(2);
    drawing.reweigh(3);
    expect(drawing.strokes[1]?.weight).toBe(1);
    expect(drawing.selectedWeight).toBe(3);
    drawing.settle();
    expect(drawing.strokes[1]?.weight).toBe(3);
    drawing.undo();
    expect(drawing.strokes[1]?.weight).toBe(1);
    drawing.press([-2, 2]);
    drawing.lift();
    drawing.remove();
    expect(drawing.strokes).toHaveLength(1);
    drawing.undo();
    expect(drawing.strokes).toHaveLength(2);
  });

  it('is nudged by keys, one step however long they are held', () => {
    const drawing = two();
    drawing.press([-2, 2]);
    drawing.lift();
    drawing.nudge([0.1, 0]);
    drawing.nudge([0.1, 0]);
    drawing.lift();
    expect(drawing.strokes[1]?.points).toEqual([[-1.8, 2]]);
    drawing.undo();
    expect(drawing.strokes[1]?.points).toEqual([[-2, 2]]);
  });

  it('is all of a text, moved and weighed as one', () => {
    const drawing = new Drawing(BLANK);
    drawing.write({
      text: 'i',
      pitch: 0.1,
      runs: [
        { from: -0.1, to: 0.1, y: 0 },
        { from: -0.1, to: 0.1, y: 0.3 },
      ],
    });
    drawing.use('text');
    drawing.press([1, 1]);
    drawing.lift();
    expect(drawing.strokes).toHaveLength(2);
    drawing.use('select');
    drawing.press([1, 1]);
    drawing.move([[0, 1]]);
    drawing.lift();
    expect(drawing.strokes.map(({ points }) => points[0]?.[0])).toEqual([-0.32, -0.32]);
    drawing.reweigh(2);
    drawing.settle();
    expect(new Set(drawing.strokes.map(({ weight }) => weight))).toEqual(new Set([2]));
  });

  it('can be a whole cloud', () => {
    const source = {
      kind: 'mixture' as const,
      components: [{ weight: 1, mean: [1, 1] as [number, number], scale: 0.2 }],
    };
    const drawing = new Drawing({ kind: 'drawing', strokes: [{ source, mass: 5 }] });
    drawing.use('select');
    const known = () => source.components;
    drawing.press([1.1, 1], null, known);
    drawing.move([[0.1, 0]]);
    drawing.lift();
    expect(drawing.marks[0]).toEqual({ source, mass: 5, shift: [-1, -1] });
    drawing.press([0, 0], null, known);
    drawing.lift();
    expect(drawing.selected).toHaveLength(1);
  });
});

describe('a drawing that is too large', () => {
  it('is refused in words and stays as it was', () => {
    const dot = { points: [[0, 0]] as [number, number][], width: 0.1, weight: 1, erase: false };
    const drawing = new Drawing({ kind: 'drawing', strokes: Array.from({ length: 2000 }, () => dot) });
    drawn(drawing);
    expect(drawing.strokes).toHaveLength(2000);
    expect(drawing.fault).toContain('at most 2 000 strokes');
  });

  it('has no text to stamp until one is typed', () => {
    const drawing = new Drawing(BLANK);
    drawing.use('text');
    drawing.press([0, 0]);
    drawing.lift();
    expect(drawing.blank).toBe(true);
    expect(drawing.fault).toContain('type one');
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
