import { expect, it } from 'vitest';

import { PointMark } from '../../../src/render/marks/points';
import { recorded } from './pen';

it('a point is a cross in its place, and one off the box is nowhere', () => {
  const [mark, sheet] = [new PointMark(), recorded()];
  mark.show({ x: new Int16Array([32767, 32767, -32768, -32768]) }, { colour: 'violet' });
  mark.render(sheet.sheet);
  const crosses = sheet.calls.filter(({ name }) => name === 'fillRect');
  expect(crosses).toHaveLength(2);
  for (const { at, colour } of crosses) {
    const [left = 0, top = 0, width = 0, height = 0] = at;
    expect([left + width / 2, top + height / 2, colour]).toEqual([80, 0, 'violet']);
  }
});
