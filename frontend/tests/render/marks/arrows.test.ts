import { expect, it } from 'vitest';

import { ArrowMark } from '../../../src/render/marks/arrows';
import { points, recorded } from './pen';

it('an arrow points where its field does, up being up', () => {
  const [mark, sheet] = [new ArrowMark(), recorded()];
  mark.show({ side: 1, values: new Float32Array([0, 3]) }, { colour: 'red', width: 1, join: 'round' });
  mark.render(sheet.sheet);
  const [tail, tip] = points(sheet);
  expect(tail?.[0]).toBeCloseTo(40);
  expect(tip?.[0]).toBeCloseTo(40);
  expect(tip?.[1]).toBeLessThan(tail?.[1] ?? 0);
  expect(sheet.calls.at(-1)).toMatchObject({ name: 'stroke', colour: 'red' });
});

it('equal lengths are drawn longer where the reference is shorter', () => {
  const length = (reference: number) => {
    const [mark, sheet] = [new ArrowMark(), recorded()];
    mark.show({ side: 1, values: new Float32Array([1, 0]) }, { colour: 'red', width: 1, join: 'miter', reference });
    mark.render(sheet.sheet);
    const [tail, tip] = points(sheet);
    return (tip?.[0] ?? 0) - (tail?.[0] ?? 0);
  };
  expect(length(0.5)).toBeGreaterThan(length(2) * 1.5);
});
