/** Pointers on the pad: from events to world points, with everything between two events that the device saw. */

import type { Camera } from '../lib/camera';
import type { Sample } from '../state/pressure';

type Pointer = Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerType' | 'pressure'>;
type Box = Pick<DOMRect, 'left' | 'top'>;

/** Only of a pen the pressure means anything: a mouse always says a half, a finger what its screen makes up. */
export function worldSample(camera: Camera, { clientX, clientY, pointerType, pressure }: Pointer, box: Box): Sample {
  const point = camera.toWorld(clientX - box.left, clientY - box.top);
  const inside = (value: number) => Math.min(camera.halfWidth, Math.max(-camera.halfWidth, value));
  const at: Sample = [inside(point.x), inside(point.y)];
  return pointerType === 'pen' ? [at[0], at[1], pressure] : at;
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
