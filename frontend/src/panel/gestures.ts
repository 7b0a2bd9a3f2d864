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

/** Hear all of them until the function that comes back is called. */
export function gestures(element: HTMLElement, view: View, listener: () => Listener): () => void {
  const ended = new AbortController();
  const hand = new Hand(element, view, listener);
  const listen = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    hear: (event: HTMLElementEventMap[Name]) => void,
  ): void => element.addEventListener(name, hear, { passive: false, signal: ended.signal });
  listen('wheel', (event) => hand.wheel(event));
  listen('pointerdown', (event) => hand.down(event));
  listen('pointermove', (event) => hand.move(event));
  listen('pointerup', (event) => hand.up(event));
  listen('pointercancel', (event) => hand.cancel(event));
  listen('pointerleave', () => listener().leave());
  listen('dblclick', (event) => hand.twice(event));
  listen('touchstart', (event) => hand.touch(event));
  listen('touchmove', (event) => hand.touch(event));
  return () => ended.abort();
}

/** The pointers that are down on one element, and what their ways mean. */
class Hand {
  readonly #pointers = new Map<number, Point>();
  /** Where a press began that has not yet moved; null once it has. */
  #still: Point | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly view: View,
    private readonly listener: () => Listener,
  ) {}

  wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey && scrolls(this.element)) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const speed = event.ctrlKey && Math.abs(event.deltaY) < 50 ? PINCH : WHEEL;
    this.view.zoom(Math.exp(-event.deltaY * lines * speed), this.#at(placeOf(event)));
  }

  down(event: PointerEvent): void {
    if (event.button > 1 || ofButton(event)) return;
    if (event.button === 1) event.preventDefault(); // no scrolling by the middle button
    this.#pointers.set(event.pointerId, placeOf(event));
    this.#still = this.#pointers.size === 1 && event.button === 0 ? placeOf(event) : null;
    this.element.setPointerCapture(event.pointerId);
  }

  move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    const now = placeOf(event);
    const { x, y } = this.#still ?? now;
    if (Math.hypot(now.x - x, now.y - y) > STILL) this.#still = null;
    if (before) {
      this.#pointers.set(event.pointerId, now);
      if (this.#pointers.size === 2) this.#pinch(event.pointerId, before, now);
      else if (!this.#still) this.#pan(before, now);
    }
    if (this.#isInside(now)) this.listener().hover(this.#at(now));
  }

  up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#still && this.#pointers.size === 0) this.listener().press(this.#at(placeOf(event)));
    this.#still = null;
  }

  cancel(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#still = null;
  }

  twice(event: MouseEvent): void {
    if (!this.listener().presses && !ofButton(event)) this.view.reset();
  }

  /** The browser scrolls with one finger while all is seen; two fingers, or one while zoomed in, are ours. */
  touch(event: TouchEvent): void {
    if (event.touches.length > 1 || !this.view.whole) event.preventDefault();
  }

  /** Two fingers: their middle stays under them, their distance is the zoom. */
  #pinch(id: number, before: Point, now: Point): void {
    const other = [...this.#pointers].find(([each]) => each !== id)?.[1];
    if (!other) return;
    const [was, is] = [middle(before, other), middle(now, other)];
    this.#pan(was, is);
    const [from, to] = [before, now].map((end) => Math.hypot(end.x - other.x, end.y - other.y));
    if (from && to) this.view.zoom(to / from, this.#at(is));
  }

  /** What was under the one place is now under the other. */
  #pan(was: Point, is: Point): void {
    const perPixel = (2 * 4) / this.view.frustum.zoom / this.element.getBoundingClientRect().width;
    this.view.pan((was.x - is.x) * perPixel, (is.y - was.y) * perPixel);
  }

  /** The world point at a place of the window. */
  #at({ x, y }: Point): Point {
    const { left, top, width } = this.element.getBoundingClientRect();
    return Camera.on(width, this.view.frustum).toWorld(x - left, y - top);
  }

  #isInside({ x, y }: Point): boolean {
    const { left, top, right, bottom } = this.element.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  }
}

function placeOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
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
