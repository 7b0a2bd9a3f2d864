import { expect, it } from 'vitest';

import { coloured } from '../../../src/render/marks/pixels';

it('pixels take the colour of their brightness', () => {
  const words = new Uint32Array(3);
  const ramp = Uint32Array.from({ length: 256 }, (_, at) => 1000 + at);
  coloured(new Uint8Array([0, 255, 7]), ramp, words);
  expect([...words]).toEqual([1000, 1255, 1007]);
});
