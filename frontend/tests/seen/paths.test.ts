import { describe, expect, it } from 'vitest';

import { Camera } from '../../src/lib/camera';
import { arrowHeads, dotsOf, lettered, pathOf, piecesOf } from '../../src/seen/paths';

/** 80 pixels for 8 units: the box's upper left corner is the picture's. */
const CAMERA = new Camera(80);

describe('marks in pixels', () => {
  const rows = new Float32Array([-4, 4, 0, 0, NaN, NaN, 4, -4]);

  it('break where a row is no number; y points up', () => {
    expect(piecesOf(rows, CAMERA)).toEqual([
      [
        { x: 0, y: 0 },
        { x: 40, y: 40 },
      ],
      [{ x: 80, y: 80 }],
    ]);
    expect(pathOf(piecesOf(rows, CAMERA), false)).toBe('M0.0 0.0L40.0 40.0M80.0 80.0');
    expect(pathOf(piecesOf(rows.slice(0, 4), CAMERA), true)).toBe('M0.0 0.0L40.0 40.0Z');
    expect(dotsOf(piecesOf(rows, CAMERA))).toBe('M0.0 0.0h0M40.0 40.0h0M80.0 80.0h0');
  });

  it('of arrows have a head at their end, and none without a length', () => {
    expect(
      arrowHeads([
        [
          { x: 0, y: 0 },
          { x: 30, y: 0 },
        ],
      ]),
    ).toBe('M30.0 0.0L19.0 4.6L19.0 -4.6Z');
    expect(
      arrowHeads([
        [
          { x: 1, y: 1 },
          { x: 1, y: 1 },
        ],
        [{ x: 0, y: 0 }],
      ]),
    ).toBe('');
  });

  it('carry their label over the highest point or under the lowest, in the middle of a way, within a polygon', () => {
    const [piece = []] = piecesOf(rows.slice(0, 4), CAMERA);
    const low = { x: 7, y: 50 };
    expect(lettered({ shape: 'points', role: 'positive' }, [[low], piece])).toEqual({ x: 0, y: -9 });
    expect(lettered({ shape: 'points', role: 'negative' }, [piece, [low]])).toEqual({ x: 7, y: 70 });
    expect(lettered({ shape: 'line', role: 'path' }, [piece])).toEqual({ x: 20, y: 11 });
    expect(lettered({ shape: 'polygon', role: 'path' }, [piece])).toEqual({ x: 20, y: 20 });
    expect(lettered({ shape: 'line', role: 'path' }, [])).toBeNull();
  });
});
