import { describe, expect, it } from 'vitest';

import { FIRST_BRUSH, type Tool } from '../../src/pad/brush';
import { strokesOf, textHeight } from '../../src/pad/gesture';
import type { Sample } from '../../src/pad/pressure';

const PATH: readonly Sample[] = [
  [0, 0],
  [1, 0],
  [1, 0.5],
];

function drawn(tool: Tool, path = PATH, snapped = false) {
  return strokesOf({ ...FIRST_BRUSH, tool }, path, null, 1, snapped);
}

describe('a movement of the pointer', () => {
  it('is one stroke of the brush, soft or hard, or of the eraser', () => {
    expect(drawn('brush')).toEqual([{ points: PATH, width: 0.2, weight: 1, erase: false }]);
    expect(drawn('soft')).toEqual([{ points: PATH, width: 0.2, weight: 1, erase: false, softness: 0.5 }]);
    expect(drawn('eraser')[0]?.erase).toBe(true);
  });

  it('is a straight line from its first to its last point', () => {
    expect(drawn('line')[0]?.points).toEqual([
      [0, 0],
      [1, 0.5],
    ]);
  });

  it('snaps a line to 45 degrees when asked to', () => {
    expect(
      drawn(
        'line',
        [
          [0, 0],
          [1, 0.1],
        ],
        true,
      )[0]?.points.at(-1),
    ).toEqual([1, 0]);
    const [x = 0, y = 1] =
      drawn(
        'line',
        [
          [0, 0],
          [1, 0.9],
        ],
        true,
      )[0]?.points.at(-1) ?? [];
    expect(x).toBe(y);
  });

  it('closes a curve', () => {
    expect(drawn('curve')[0]?.points).toEqual([...PATH, [0, 0]]);
  });

  it('is a Gaussian at its first point, as wide as the drag; a click takes the brush', () => {
    expect(
      drawn('gaussian', [
        [1, 1],
        [1, 1.7],
      ])[0],
    ).toMatchObject({ points: [[1, 1]], width: 0.7 });
    expect(drawn('gaussian', [[1, 1]])[0]).toMatchObject({ points: [[1, 1]], width: 0.2 });
    expect(
      drawn('gaussian', [
        [-4, 0],
        [4, 0],
      ])[0],
    ).toMatchObject({ width: 2 });
  });

  it('places a text by its middle, a stem weighing what a stroke does', () => {
    const letters = { text: '-', pitch: 0.07, runs: [{ from: -0.5, to: 0.5, y: 0.25 }] };
    const [run] = strokesOf({ ...FIRST_BRUSH, tool: 'text', letters: 1.2 }, [[1, 1]], letters, 3);
    expect(run).toEqual({
      points: [
        [0.4, 1.3],
        [1.6, 1.3],
      ],
      width: 0.05,
      weight: 0.5,
      erase: false,
      group: 3,
    });
  });

  it('writes as high as is wanted, and a long text small enough to stand in the box with all of it', () => {
    const rows = (half: number) => ({
      text: '-',
      pitch: 0.07,
      runs: [
        { from: -half, to: half, y: 0.5 },
        { from: -half, to: half, y: -0.3 },
      ],
    });
    expect(textHeight(FIRST_BRUSH, rows(0.5))).toBe(3.2);
    expect(textHeight(FIRST_BRUSH, null)).toBe(3.2);
    expect(textHeight(FIRST_BRUSH, rows(4))).toBeCloseTo(7.4 / 8, 9);
    expect(textHeight({ letters: 20 }, rows(0.1))).toBeCloseTo(7.4 / 0.8, 9);
    // pressed in a corner it moves in
    const strokes = strokesOf({ ...FIRST_BRUSH, tool: 'text' }, [[4, 4]], rows(0.5), 1);
    expect(strokes.map(({ points }) => points)).toEqual([
      [
        [0.5, 3.7],
        [3.7, 3.7],
      ],
      [
        [0.5, 1.14],
        [3.7, 1.14],
      ],
    ]);
    const low = strokesOf({ ...FIRST_BRUSH, tool: 'text' }, [[-4, -4]], rows(0.5), 1);
    expect(low[1]?.points[0]).toEqual([-3.7, -3.7]);
  });

  it('selects without drawing', () => {
    expect(drawn('select')).toEqual([]);
  });

  it('that shakes within a quarter of the brush is a dab', () => {
    expect(
      drawn('brush', [
        [1, 1],
        [1.04, 1.02],
        [1.01, 0.97],
      ])[0]?.points,
    ).toEqual([[1, 1]]);
    expect(
      drawn('brush', [
        [1, 1],
        [1.06, 1],
      ])[0]?.points,
    ).toHaveLength(2);
  });
});

describe('a movement of a pen', () => {
  const PEN: readonly Sample[] = [
    [0, 0, 0.1],
    [0.01, 0, 0.333],
    [1, 0, 0.8],
    [2, 0, 0.25],
  ];

  it('keeps its pressures with the brush, soft or hard, and the eraser; where it rested, the hardest', () => {
    for (const tool of ['brush', 'soft', 'eraser'] as const) {
      const [stroke] = drawn(tool, PEN);
      expect(stroke?.points).toEqual([
        [0, 0],
        [1, 0],
        [2, 0],
      ]);
      expect(stroke?.pressures).toEqual([0.34, 0.8, 0.26]);
    }
  });

  it('closes a curve with the pressure it began with', () => {
    const [curve] = drawn('curve', PEN);
    expect(curve?.points).toHaveLength(4);
    expect(curve?.pressures).toEqual([0.34, 0.8, 0.26, 0.34]);
  });

  it('dabs as hard as it was pressed at most', () => {
    const tap: readonly Sample[] = [0.04, 0.6, 0.02].map((pressure, index) => [1, 0.01 * index, pressure]);
    expect(drawn('brush', tap)[0]).toMatchObject({ points: [[1, 0]], pressures: [0.6] });
  });

  it("has no pressures with tools whose width is not the hand's", () => {
    for (const tool of ['line', 'gaussian'] as const) expect(drawn(tool, PEN)[0]).not.toHaveProperty('pressures');
  });

  it.each([0.5, 0])('that says %d throughout measures none', (pressure) => {
    const path = PATH.map(([x, y]): Sample => [x, y, pressure]);
    expect(drawn('brush', path)).toEqual(drawn('brush'));
  });

  it('keeps pressures between 0 and 1, whatever a driver says', () => {
    expect(
      drawn('brush', [
        [0, 0, 1.2],
        [1, 0, -0.1],
      ])[0]?.pressures,
    ).toEqual([1, 0]);
  });
});
