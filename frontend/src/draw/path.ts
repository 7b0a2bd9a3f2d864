/** Pointers on the pad: from events to world points, with everything between two events that the device saw. */

import type { Camera } from '../lib/camera';
import type { Sample } from '../pad/pressure';

type Pointer = Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerType' | 'pressure'>;
type Box = Pick<DOMRect, 'left' | 'top'>;

/** Where a pointer stands, which may be off the pad. */
export function worldSample(camera: Camera, { clientX, clientY, pointerType, pressure }: Pointer, box: Box): Sample {
  const { x, y } = camera.toWorld(clientX - box.left, clientY - box.top);
  // only of a pen the pressure means anything: a mouse always says a half, a finger what its screen makes up
  return pointerType === 'pen' ? [x, y, pressure] : [x, y];
}

/** Browsers join fast movements into one event and keep the parts. */
export function worldSamples(
  camera: Camera,
  event: Pointer & { getCoalescedEvents?: () => PointerEvent[] },
  box: Box,
): Sample[] {
  const parts = event.getCoalescedEvents?.() ?? [];
  const seen: readonly Pointer[] = parts.length > 0 ? parts : [event];
  return seen.map((each) => worldSample(camera, each, box));
}

/** The other end of a pen, or the eraser button of a stylus. */
export function isEraser(event: Pick<PointerEvent, 'button' | 'buttons' | 'pointerType'>): boolean {
  return event.pointerType === 'pen' && (event.button === 5 || (event.buttons & 32) !== 0);
}
