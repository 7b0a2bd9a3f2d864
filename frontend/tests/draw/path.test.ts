import { describe, expect, it } from 'vitest';

import { isEraser, worldSamples } from '../../src/draw/path';
import { Camera } from '../../src/lib/camera';

describe('a pointer on the pad', () => {
  it('is an eraser when it is the other end of a pen', () => {
    expect(isEraser({ pointerType: 'pen', button: 5, buttons: 32 })).toBe(true);
    expect(isEraser({ pointerType: 'pen', button: -1, buttons: 32 })).toBe(true);
    expect(isEraser({ pointerType: 'pen', button: 0, buttons: 1 })).toBe(false);
    expect(isEraser({ pointerType: 'mouse', button: 5, buttons: 32 })).toBe(false);
  });

  it('is world points, with all that the device saw between two events, also off the pad', () => {
    const seen = [
      { clientX: 10, clientY: 20 },
      { clientX: 50, clientY: 60 },
      { clientX: 999, clientY: 60 },
    ] as PointerEvent[];
    const event = {
      clientX: 999,
      clientY: 60,
      pointerType: 'mouse',
      pressure: 0.5,
      getCoalescedEvents: () => seen,
    };
    expect(worldSamples(new Camera(80), event, { left: 10, top: 20 })).toEqual([
      [-4, 4],
      [0, 0],
      [94.9, 0],
    ]);
  });

  it('has the pressure of a pen, event by event, and none of a mouse or a finger', () => {
    const camera = new Camera(80);
    const at = { clientX: 40, clientY: 40, pressure: 0.7 };
    const seen = [0.2, 0.9].map((pressure) => ({ ...at, pressure, pointerType: 'pen' })) as PointerEvent[];
    const box = { left: 0, top: 0 };
    expect(worldSamples(camera, { ...at, pointerType: 'pen', getCoalescedEvents: () => seen }, box)).toEqual([
      [0, 0, 0.2],
      [0, 0, 0.9],
    ]);
    for (const pointerType of ['mouse', 'touch', ''])
      expect(worldSamples(camera, { ...at, pointerType }, box)).toEqual([[0, 0]]);
  });
});
