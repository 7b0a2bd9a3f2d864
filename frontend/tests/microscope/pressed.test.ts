import { expect, it } from 'vitest';

import { OFF, STEPS } from '../../src/lib/int16';
import { WHOLE_BOX } from '../../src/lib/camera';
import { isPressed } from '../../src/microscope/pressed';

it('means a particle that lies within a finger, and none that is off the box', () => {
  const x = Int16Array.from([STEPS / 4, 0, OFF, OFF]);
  expect(isPressed({ x }, { x: 1.1, y: 0 }, 400, WHOLE_BOX)).toBe(true);
  expect(isPressed({ x }, { x: 1.5, y: 0 }, 400, WHOLE_BOX)).toBe(false);
  expect(isPressed({ x }, { x: 1.1, y: 0 }, 400, { x: 1, y: 0, zoom: 16 })).toBe(false);
  expect(isPressed({ x }, { x: -4, y: -4 }, 400, WHOLE_BOX)).toBe(false);
  expect(isPressed(null, { x: 1, y: 0 }, 400, WHOLE_BOX)).toBe(false);
});
