/** How the panels are looked at, all alike: the part of the box, what a press means, and which panel is large. */

import { MOST_ZOOM, WHOLE_BOX, within, zoomedAt, type Frustum, type Point } from '../lib/camera';

/** What a press in a panel means beside what the sampler's start makes of it. */
export type Tool = 'look' | 'ratio';

/** One press of + or -. */
const STEP = 1.5;
/** One press of an arrow key, as a share of what is seen. */
const KEY_SHARE = 0.1;

export class View {
  #frustum: Frustum = $state.raw(WHOLE_BOX);
  #tool: Tool = $state('look');
  #main: number | null = $state(null);
  /** Whether the panel under the pointer comes to the main stage by itself. */
  #follows = $state(false);
  /** Told of every change of what is seen. */
  onchange: () => void = () => {};

  constructor(text: string | null = null) {
    const [x, y, zoom] = (text ?? '').split(',').map(Number);
    if (x !== undefined && y !== undefined && zoom !== undefined && [x, y, zoom].every(Number.isFinite))
      this.#frustum = within({ x, y, zoom });
  }

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
    this.#main = index;
  }

  shrink(): void {
    this.#main = null;
  }

  /** As a link has it: centre and zoom; null where the whole box is seen. */
  get text(): string | null {
    const { x, y, zoom } = this.#frustum;
    return this.whole ? null : [x, y, zoom].map((value) => Number(value.toPrecision(6))).join(',');
  }

  #look(frustum: Frustum): void {
    const { x, y, zoom } = this.#frustum;
    if (frustum.x === x && frustum.y === y && frustum.zoom === zoom) return;
    this.#frustum = frustum;
    this.onchange();
  }
}
