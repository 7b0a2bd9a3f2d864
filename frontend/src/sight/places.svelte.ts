/**
 * Settings of a lens that are set on the picture: pins and lassos, the same on all panels. As settings they are text,
 * `x,y` and `x,y,x,y,...` in world units, and an empty lasso is none; see models/lenses/places.py.
 */

import { HALF_WIDTH, type Point } from '../lib/camera';
import type { LensChoice, LensSettings } from '../live/wanted';

export type PlaceKind = 'point' | 'polygon';

export interface Place {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly title: string;
  readonly description: string;
  /** One of a pin, the corners of a lasso, none where there is none. */
  readonly points: readonly Point[];
}

/** What the places need of the lens they belong to. */
export interface Tuned {
  readonly choice: LensChoice | null;
  tune(settings: LensSettings): void;
}

/** Milliseconds between two of the settings that a dragged place sends. */
const PAUSE = 150;
/** World units of an arrow key, and with Shift. */
const STEP = { coarse: 0.1, fine: 0.02 };
/** World units within which a corner closes the lasso where it began. */
const CLOSING = 0.15;
export const CROSSED = 'That lasso crosses itself or holds no area; draw once around the region.';
export const TOO_FEW = 'A lasso needs three corners; press on the picture for each, or draw around the region.';

export class Places {
  #armed: string | null = $state(null);
  /** Corners of the lasso that is being drawn. */
  #way: readonly Point[] = $state.raw([]);
  /** What is being dragged, before the lens has it. */
  #moving: { readonly name: string; readonly points: readonly Point[] } | null = $state.raw(null);
  #fault: string | null = $state(null);
  #sent = -Infinity;

  constructor(
    private readonly lens: Tuned,
    private readonly schemaOf: (name: string) => unknown,
    private readonly now: () => number = () => performance.now(),
  ) {}

  readonly #all: readonly Place[] = $derived.by(() => {
    const { choice } = this.lens;
    return choice ? placesOf(this.schemaOf(choice.name), choice.settings) : [];
  });

  /** Those of the lens on show, as they stand. */
  get all(): readonly Place[] {
    const moving = this.#moving;
    if (!moving) return this.#all;
    return this.#all.map((place) => (place.name === moving.name ? { ...place, points: moving.points } : place));
  }

  /** The one that presses on a picture set; null while they mean what they always mean. */
  get armed(): Place | null {
    return this.all.find(({ name }) => name === this.#armed) ?? null;
  }

  get way(): readonly Point[] {
    return this.#way;
  }

  /** Why the last lasso was not taken. */
  get fault(): string | null {
    return this.#fault;
  }

  arm(name: string): void {
    this.disarm();
    this.#armed = name;
  }

  disarm(): void {
    this.#armed = null;
    this.#way = [];
    this.#fault = null;
  }

  /** A press on a picture: puts the pin there, or sets the next corner. */
  async press(at: Point): Promise<void> {
    const place = this.armed;
    if (!place) return;
    if (place.kind === 'point') {
      this.#set(place.name, [inBox(at)]);
      this.disarm();
      return;
    }
    const [first] = this.#way;
    this.#fault = null;
    if (first && this.#way.length > 2 && distance(first, at) < CLOSING) await this.close();
    else this.#way = [...this.#way, inBox(at)];
  }

  /** Draw on, without lifting the hand. */
  draw(at: Point): void {
    const last = this.#way.at(-1);
    const point = inBox(at);
    if (!last || distance(last, point) > 0) this.#way = [...this.#way, point];
  }

  /** The lasso is drawn. How a loop is found travels only when the first one is. */
  async close(): Promise<void> {
    const place = this.armed;
    if (place?.kind !== 'polygon') return;
    const { loopOf } = await import('../lib/loop');
    const loop = loopOf(this.#way);
    const fault = this.#way.length < 3 ? TOO_FEW : CROSSED;
    this.#way = [];
    this.#fault = loop ? null : fault;
    if (!loop) return;
    this.#set(place.name, loop);
    this.#armed = null;
  }

  clear(name: string): void {
    this.disarm();
    this.#set(name, []);
  }

  /** Drag a pin, or a region by its middle, to a place; `settle` when it is let go. */
  drag(name: string, to: Point): void {
    const points = this.#movedTo(name, to);
    if (!points) return;
    this.#moving = { name, points };
    if (this.now() - this.#sent < PAUSE) return;
    this.#set(name, points);
  }

  settle(): void {
    const moving = this.#moving;
    if (moving) this.#set(moving.name, moving.points);
    this.#moving = null;
  }

  /** One press of an arrow key: -1, 0 or 1 along either axis. */
  nudge(name: string, right: number, up: number, fine = false): void {
    const place = this.all.find((each) => each.name === name);
    const from = place && heldAt(place);
    if (!from) return;
    const step = fine ? STEP.fine : STEP.coarse;
    const points = this.#movedTo(name, { x: from.x + right * step, y: from.y + up * step });
    if (points) this.#set(name, points);
  }

  /** Its points once it is held there, as far as the box lets it go. */
  #movedTo(name: string, to: Point): readonly Point[] | null {
    const place = this.all.find((each) => each.name === name);
    const from = place && heldAt(place);
    if (!place || !from) return null;
    const [dx, dy] = (['x', 'y'] as const).map((axis) => {
      const along = place.points.map((point) => point[axis]);
      const [least, most] = [-HALF_WIDTH - Math.min(...along), HALF_WIDTH - Math.max(...along)];
      return Math.min(most, Math.max(least, to[axis] - from[axis]));
    });
    return place.points.map(({ x, y }) => ({ x: x + (dx ?? 0), y: y + (dy ?? 0) }));
  }

  #set(name: string, points: readonly Point[]): void {
    const { choice } = this.lens;
    if (!choice) return;
    this.#sent = this.now();
    this.lens.tune({ ...choice.settings, [name]: textOf(points) });
  }
}

/** The middle of the corners: where a region is held. */
export function middleOf(corners: readonly Point[]): Point {
  const sum = corners.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / corners.length, y: sum.y / corners.length };
}

/** Where a place is held and moved by; null where there is none. */
export function heldAt({ points }: Pick<Place, 'points'>): Point | null {
  return points.length > 0 ? middleOf(points) : null;
}

/** `x,y,x,y,...`, to a hundredth of a world unit. */
export function textOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${short(x)},${short(y)}`).join(',');
}

/** The points of such a text; none where it makes no sense, which the lens says itself. */
export function pointsOf(text: unknown): readonly Point[] {
  if (typeof text !== 'string' || text === '') return [];
  const numbers = text.split(',').map((each) => (each.trim() === '' ? NaN : Number(each)));
  if (numbers.length % 2 !== 0 || !numbers.every((each) => Math.abs(each) <= HALF_WIDTH)) return [];
  return Array.from({ length: numbers.length / 2 }, (_, at) => ({
    x: numbers[2 * at] ?? 0,
    y: numbers[2 * at + 1] ?? 0,
  }));
}

interface Property {
  readonly place?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
}

/** The places that a lens's schema declares, set or as they are at first. */
export function placesOf(schema: unknown, settings: LensSettings): readonly Place[] {
  const { properties = {} } = (schema ?? {}) as { readonly properties?: Readonly<Record<string, Property>> };
  return Object.entries(properties).flatMap(([name, property]) => {
    const { place: kind, title = name, description = '' } = property;
    if (kind !== 'point' && kind !== 'polygon') return [];
    const least = kind === 'point' ? 1 : 3;
    const said = pointsOf(settings[name]);
    const usable = kind === 'point' ? said.length === least : said.length >= least;
    const points = usable ? said : settings[name] === '' ? [] : pointsOf(property.default);
    return [{ name, kind, title, description, points }];
  });
}

function inBox({ x, y }: Point): Point {
  const clamp = (value: number) => Math.min(HALF_WIDTH, Math.max(-HALF_WIDTH, value));
  return { x: clamp(x), y: clamp(y) };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function short(value: number): string {
  return String(Number(value.toFixed(2)) + 0);
}
