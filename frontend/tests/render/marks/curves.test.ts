import { describe, expect, it } from 'vitest';

import { CurveMark, spanOf } from '../../../src/render/marks/curves';
import { recorded } from './pen';

describe('curves', () => {
  it('reach from edge to edge, with a gap where a value is missing', () => {
    const [mark, sheet] = [new CurveMark(), recorded(100)];
    const line = { x: new Float32Array([0, 1, 2, 3]), y: new Float32Array([5, NaN, 7, 9]) };
    mark.show({ curves: new Map([['a', line]]) }, { colours: ['red'] });
    mark.render(sheet.sheet);
    const drawn = sheet.calls.map(({ name, at }) => [name, ...at.map(Math.round)]);
    expect(drawn).toEqual([['beginPath'], ['moveTo', 6, 94], ['moveTo', 65, 50], ['lineTo', 94, 6], ['stroke']]);
  });

  it('lie over the plane where they are places', () => {
    const [mark, sheet] = [new CurveMark(), recorded(100)];
    const line = { x: new Float32Array([-4, 0, NaN, 2]), y: new Float32Array([-4, 0, 0, 4]) };
    mark.show({ curves: new Map([['a', line]]) }, { colours: ['red'], plane: true });
    mark.render(sheet.sheet);
    const drawn = sheet.calls.map(({ name, at }) => [name, ...at.map(Math.round)]);
    expect(drawn).toEqual([['beginPath'], ['moveTo', 0, 100], ['lineTo', 50, 50], ['moveTo', 75, 0], ['stroke']]);
  });

  it('span all finite values', () => {
    expect(spanOf([new Float32Array([3, NaN, -1]), new Float32Array([Infinity, 2])])).toEqual([-1, 3]);
    expect(spanOf([new Float32Array([NaN])])).toBeNull();
  });
});
