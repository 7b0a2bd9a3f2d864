/** Pointers on the pad: from events to world points, with everything between two events that the device saw. */

import type { Camera } from '../lib/camera';
import type { Point } from '../state/target';

export function worldPoint(camera: Camera, x: number, y: number): Point {
  const point = camera.toWorld(x, y);
  const inside = (value: number) => Math.min(camera.halfWidth, Math.max(-camera.halfWidth, value));
  return [inside(point.x), inside(point.y)];
}

type Pointer = Pick<PointerEvent, 'clientX' | 'clientY'> & { getCoalescedEvents?: () => PointerEvent[] };

/** Browsers join fast movements into one event and keep the parts. */
export function worldPoints(camera: Camera, event: Pointer, box: Pick<DOMRect, 'left' | 'top'>): Point[] {
  const parts = event.getCoalescedEvents?.() ?? [];
  const seen: Pointer[] = parts.length > 0 ? parts : [event];
  return seen.map(({ clientX, clientY }) => worldPoint(camera, clientX - box.left, clientY - box.top));
}

/** The other end of a pen, or the eraser button of a stylus. */
export function isEraser(event: Pick<PointerEvent, 'button' | 'buttons' | 'pointerType'>): boolean {
  return event.pointerType === 'pen' && (event.button === 5 || (event.buttons & 32) !== 0);
}
