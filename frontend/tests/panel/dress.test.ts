import { expect, it } from 'vitest';

import { ridgeLook } from '../../src/panel/dress';

it.each(['dark', 'light'] as const)('lights in the %s theme only where the score changes', (theme) => {
  const { ramp, low, high } = ridgeLook(3, theme);
  expect([low, high]).toEqual([0, 3]);
  expect([0, 128, 255].map((at) => ramp[at]! >>> 24)).toEqual([0, 128, 255]);
});
