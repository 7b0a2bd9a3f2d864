import { describe, expect, it } from 'vitest';

import { WHOLE_BOX } from '../../src/lib/camera';
import { centreOf } from '../../src/lib/centres';
import { emptierSide } from '../../src/panel/side';

const SIDE = 64;

/** A Gaussian of deviation 0.5 at (x, y) on a flat floor. */
function blob(x: number, y: number) {
  const values = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++)
      values[row * SIDE + column] =
        0.001 + Math.exp(-2 * ((centreOf(column, SIDE) - x) ** 2 + (centreOf(row, SIDE) - y) ** 2));
  return { values, side: SIDE };
}

describe('the side where a small picture hides less', () => {
  it('is the one without the mode', () => {
    expect(emptierSide(blob(2.5, 2.5), WHOLE_BOX, 0.36)).toBe('left');
    expect(emptierSide(blob(-2.5, 2.5), WHOLE_BOX, 0.36)).toBe('right');
  });

  it('is the right one where neither hides more, and of what lies at the foot nothing is hidden', () => {
    expect(emptierSide(blob(0, 0), WHOLE_BOX, 0.36)).toBe('right');
    expect(emptierSide(blob(2.5, -2.5), WHOLE_BOX, 0.36)).toBe('right');
  });

  it('is judged by what is looked at', () => {
    const near = { x: 2.5, y: 2, zoom: 4 };
    expect(emptierSide(blob(1.75, 2.75), near, 0.36)).toBe('right');
    expect(emptierSide(blob(3.25, 2.75), near, 0.36)).toBe('left');
  });
});
