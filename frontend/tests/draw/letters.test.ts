import { expect, it } from 'vitest';

import { wordsOn } from '../../src/draw/letters';
import { Camera } from '../../src/lib/camera';
import type { Mark } from '../../src/pad/marks';

const row = (group: number, from: number, to: number, y: number): Mark => ({
  points: [
    [from, y],
    [to, y],
  ],
  width: 0.5,
  weight: 1,
  erase: false,
  group,
});

it('says where each text stands on the pad, rows and all, and knows no other strokes', () => {
  const marks = [row(1, -2, 0, 1), row(1, -1, 1, 2), row(0, 3, 3, 3), row(2, 2, 3, -3)];
  // 80 pixels for 8 units, the middle at (40, 40), y upward
  expect(wordsOn(marks, new Camera(80))).toEqual([
    { left: 15, top: 15, width: 40, height: 20 },
    { left: 55, top: 65, width: 20, height: 10 },
  ]);
});
