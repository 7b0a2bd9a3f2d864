import { expect, it } from 'vitest';

import { BarMark } from '../../../src/render/marks/bars';
import { recorded } from './pen';

it('bars stand on zero: up for what is above it, down for what is below', () => {
  const [mark, sheet] = [new BarMark(), recorded()];
  mark.show({ series: new Map([['n', new Float32Array([3, -1, NaN])]]) }, { colours: ['red'] });
  mark.render(sheet.sheet);
  const [up, down, ...others] = sheet.calls.map(({ at }) => at);
  expect(others).toEqual([]);
  expect([up?.[1], up?.[3]]).toEqual([0, 60]);
  expect([down?.[1], down?.[3]]).toEqual([60, 20]);
});

it('series stand side by side in a place', () => {
  const [mark, sheet] = [new BarMark(), recorded()];
  const series = new Map(['a', 'b'].map((name) => [name, new Float32Array([1, 1])] as const));
  mark.show({ series }, { colours: ['red', 'blue'] });
  mark.render(sheet.sheet);
  expect(sheet.calls.map(({ at, colour }) => [Math.round(at[0] ?? 0), colour])).toEqual([
    [4, 'red'],
    [44, 'red'],
    [20, 'blue'],
    [60, 'blue'],
  ]);
});
