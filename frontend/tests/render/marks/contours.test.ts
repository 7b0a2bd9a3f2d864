import { expect, it } from 'vitest';

import { ContourMark } from '../../../src/render/marks/contours';
import { points, recorded } from './pen';

it('lines go round the peak of a density', () => {
  const side = 32;
  const values = Float32Array.from({ length: side * side }, (_, cell) => {
    const [x, y] = [(cell % side) - 23.5, Math.floor(cell / side) - 15.5];
    return Math.exp(-(x * x + y * y) / 18);
  });
  const [mark, sheet] = [new ContourMark(), recorded()];
  mark.show({ side, values }, { colour: 'white', dashed: false });
  mark.render(sheet.sheet);
  const [peakX, peakY] = [(24 / 32) * 80, 40];
  const far = points(sheet).map(([x = 0, y = 0]) => Math.hypot(x - peakX, y - peakY));
  expect(far.length).toBeGreaterThan(40);
  expect(Math.max(...far)).toBeLessThan(22);
});

it('are dashed only where they are asked to be, and leave the pen as it was', () => {
  const [mark, sheet] = [new ContourMark(), recorded()];
  mark.show({ side: 2, values: new Float32Array([1, 2, 3, 4]) }, { colour: 'white', dashed: true });
  mark.render(sheet.sheet);
  const dashes = sheet.calls.filter(({ name }) => name === 'setLineDash').map(({ at }) => at[0]);
  expect(dashes).toEqual([[5, 3.75], []]);
});
