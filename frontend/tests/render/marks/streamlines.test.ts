import { expect, it } from 'vitest';

import { StreamlineMark } from '../../../src/render/marks/streamlines';
import { points, recorded } from './pen';

it('lines of a field to the right run level', () => {
  const values = Float32Array.from({ length: 2 * 64 }, (_, at) => 1 - (at % 2));
  const [mark, sheet] = [new StreamlineMark(), recorded()];
  mark.show({ side: 8, values }, { colour: 'teal' });
  mark.render(sheet.sheet);
  const [first, second] = points(sheet);
  expect(points(sheet).length).toBeGreaterThan(20);
  expect(second?.[0]).toBeGreaterThan(first?.[0] ?? 0);
  expect(second?.[1]).toBeCloseTo(first?.[1] ?? 0);
});
