/** How the panels are looked at, all alike: the part of the box, what a press means, and which panel is large. */

import { MOST_ZOOM, WHOLE_BOX, within, zoomedAt, type Frustum, type Point } from '../lib/camera';
import { Signal } from '../lib/signal';

/** What a press in a panel means beside what the sampler's start makes of it. */
export type Tool = 'look' | 'ratio';

/** One press of + or -. */
const STEP = 1.5;
/** One press of an arrow key, as a share of what is seen. */
const KEY_SHARE = 0.1;

/** How long the pointer rests on a small panel before that becomes large, milliseconds: longer than crossing it takes. */
const DWELL = 180;

export class View {
  #frustum: Frustum = $state.raw(WHOLE_BOX);
  #tool: Tool = $state('look');
  #main: number | null = $state(null);
  /** Whether the panel under the pointer comes to the main stage by itself. */
  #follows = $state(false);
  #coming: { readonly index: number; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  /** Told of every change of what is seen. */
  readonly changed = new Signal();

  get frustum(): Frustum {
    return this.#frustum;
  }

  get whole(): boolean {
    return this.#frustum.zoom === 1;
  }

  get furthest(): boolean {
    return this.#frustum.zoom >= MOST_ZOOM;
  }

  /** Enlarge by a factor; the world point stays where it is on the screen. */
  zoom(factor: number, about: Point = this.#frustum): void {
    this.#look(zoomedAt(this.#frustum, about, factor));
  }

  closer(): void {
    this.zoom(STEP);
  }

  back(): void {
    this.zoom(1 / STEP);
  }

  /** Move what is seen by world units. */
  pan(dx: number, dy: number): void {
    const { x, y, zoom } = this.#frustum;
    this.#look(within({ x: x + dx, y: y + dy, zoom }));
  }

  /** Move by one press of an arrow key: -1, 0 or 1 along either axis. */
  nudge(right: number, up: number): void {
    const step = (KEY_SHARE * 8) / this.#frustum.zoom;
    this.pan(right * step, up * step);
  }

  reset(): void {
    this.#look(WHOLE_BOX);
  }

  get tool(): Tool {
    return this.#tool;
  }

  use(tool: Tool): void {
    this.#tool = tool;
  }

  /** The panel on the main stage; null while all are alike. */
  get main(): number | null {
    return this.#main;
  }

  get follows(): boolean {
    return this.#follows;
  }

  follow(on: boolean): void {
    this.#follows = on;
  }

  enlarge(index: number): void {
    this.withdraw();
    this.#main = index;
  }

  shrink(): void {
    this.withdraw();
    this.#main = null;
  }

  /** The pointer is over a small panel: if it stays, that one comes to the main stage, where this is wanted. */
  approach(index: number): void {
    if (!this.#follows || this.#main === null || this.#main === index || this.#coming?.index === index) return;
    this.withdraw();
    this.#coming = { index, timer: setTimeout(() => this.enlarge(index), DWELL) };
  }

  withdraw(): void {
    clearTimeout(this.#coming?.timer);
    this.#coming = null;
  }

  /** As a scene has it, to five digits; null where the whole box is seen. */
  get camera(): Frustum | null {
    const { x, y, zoom } = this.#frustum;
    const short = (value: number) => Number(value.toFixed(5));
    return this.whole ? null : { x: short(x), y: short(y), zoom: short(zoom) };
  }

  /** Look at this part of the box, as far as that can be. */
  see(camera: Frustum): void {
    this.#look(within(camera));
  }

  #look(frustum: Frustum): void {
    const { x, y, zoom } = this.#frustum;
    if (frustum.x === x && frustum.y === y && frustum.zoom === zoom) return;
    this.#frustum = frustum;
    this.changed.send();
  }
}
