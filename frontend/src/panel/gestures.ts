/**
 * The pointer, the wheel, fingers and keys over a panel, as verbs on the view that all panels share.
 *
 * Wheel or pinch: zoom about the pointer. Where the panels themselves must scroll, the wheel scrolls and Ctrl + wheel
 * zooms. Drag (left while zoomed in, middle always): pan. Double click: the whole box. A press that did not move is the
 * panel's own affair: a start point or a point to compare. One finger scrolls the page while the whole box is seen.
 */

import { Camera, type Point } from '../lib/camera';
import type { View } from '../sight/view.svelte';

export interface Listener {
  /** The pointer is over a world point. */
  hover(point: Point): void;
  leave(): void;
  /** A press that did not move, at a world point. */
  press(point: Point): void;
  /** Whether a press means something here, so that a double click cannot mean another thing. */
  readonly presses: boolean;
}

/** A press that moves further than this is a drag, CSS pixels. */
const STILL = 4;
/** Zoom for one pixel of wheel. */
const WHEEL = 0.0016;
/** A pinch on a trackpad says less for the same way. */
const PINCH = 0.01;

export function gestures(element: HTMLElement, view: View, listener: () => Listener): () => void {
  const pointers = new Map<number, Point>();
  /** Where a press began that has not yet moved; null once it has. */
  let still: Point | null = null;

  const at = (clientX: number, clientY: number): Point => {
    const { left, top, width } = element.getBoundingClientRect();
    return Camera.on(width, view.frustum).toWorld(clientX - left, clientY - top);
  };
  const perPixel = () => (2 * 4) / view.frustum.zoom / element.getBoundingClientRect().width;

  function wheel(event: WheelEvent) {
    if (!event.ctrlKey && !event.metaKey && scrolls(element)) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const speed = event.ctrlKey && Math.abs(event.deltaY) < 50 ? PINCH : WHEEL;
    view.zoom(Math.exp(-event.deltaY * lines * speed), at(event.clientX, event.clientY));
  }

  function down(event: PointerEvent) {
    if (event.button > 1 || ofButton(event)) return;
    if (event.button === 1) event.preventDefault(); // no scrolling by the middle button
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    still = pointers.size === 1 && event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
    element.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent) {
    const before = pointers.get(event.pointerId);
    const now = { x: event.clientX, y: event.clientY };
    if (still && Math.hypot(now.x - still.x, now.y - still.y) > STILL) still = null;
    if (before) {
      pointers.set(event.pointerId, now);
      if (pointers.size === 2) pinch(event.pointerId, before, now);
      else if (!still) view.pan((before.x - now.x) * perPixel(), (now.y - before.y) * perPixel());
    }
    if (inside(now)) listener().hover(at(now.x, now.y));
  }

  /** Two fingers: their middle stays under them, their distance is the zoom. */
  function pinch(id: number, before: Point, now: Point) {
    const other = [...pointers].find(([each]) => each !== id)?.[1];
    if (!other) return;
    const was = { x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 };
    const is = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    view.pan((was.x - is.x) * perPixel(), (is.y - was.y) * perPixel());
    const [from, to] = [before, now].map((end) => Math.hypot(end.x - other.x, end.y - other.y));
    if (from && to) view.zoom(to / from, at(is.x, is.y));
  }

  function up(event: PointerEvent) {
    if (!pointers.delete(event.pointerId)) return;
    if (still && pointers.size === 0) listener().press(at(event.clientX, event.clientY));
    still = null;
  }

  function cancel(event: PointerEvent) {
    pointers.delete(event.pointerId);
    still = null;
  }

  const inside = ({ x, y }: Point): boolean => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  };

  const leave = () => listener().leave();
  const twice = (event: MouseEvent) => {
    if (!listener().presses && !ofButton(event)) view.reset();
  };

  /** The browser scrolls with one finger while all is seen; two fingers, or one while zoomed in, are ours. */
  function touch(event: TouchEvent) {
    if (event.touches.length > 1 || !view.whole) event.preventDefault();
  }

  const listen = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    hear: (event: HTMLElementEventMap[Name]) => void,
  ): void => element.addEventListener(name, hear, { passive: false, signal: ended.signal });
  const ended = new AbortController();
  listen('wheel', wheel);
  listen('pointerdown', down);
  listen('pointermove', move);
  listen('pointerup', up);
  listen('pointercancel', cancel);
  listen('pointerleave', leave);
  listen('dblclick', twice);
  listen('touchstart', touch);
  listen('touchmove', touch);
  return () => ended.abort();
}

function ofButton({ target }: Event): boolean {
  return target instanceof Element && target.closest('button, a, input, select') !== null;
}

/** Whether the element's place on the page can be scrolled, so that the wheel has something else to do. */
function scrolls(element: HTMLElement): boolean {
  for (let each = element.parentElement; each; each = each.parentElement) {
    const way = getComputedStyle(each).overflowY;
    const root = each === document.documentElement;
    if ((root || way === 'auto' || way === 'scroll') && each.scrollHeight > each.clientHeight + 1) return true;
  }
  return false;
}
