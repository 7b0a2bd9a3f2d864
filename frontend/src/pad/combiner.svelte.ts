/** Targets on their way to be combined: chosen, weighed, looked at, and only then taken. */

import { recall, remember } from '../lib/storage';
import type { Api } from '../stream/api';
import { composedOf, FLOOR, partsOf, type Composed, type Wanted, type Way } from './composed';
import type { Drawing } from './drawing.svelte';
import { decodePreview, type Density } from './preview.svelte';
import { isTarget, type Target } from './target';

/** One of those that are combined. */
export interface Chosen {
  readonly name: string;
  readonly target: Target;
  readonly power: number;
  readonly weight: number;
}

/** A drawing that was laid aside. */
export interface Held {
  readonly name: string;
  readonly target: Target;
}

export const MOST_PARTS = 4;
export const POWER = { least: 0.1, largest: 16 };
const MOST_HELD = 8;
const KEY = 'held';

export class Combiner {
  #shown = $state(false);
  #way: Way = $state('product');
  #chosen: readonly Chosen[] = $state.raw([]);
  #floor = $state(FLOOR);
  #odds: number | null = $state(null);
  #offer: Density | null = $state.raw(null);
  #fault: string | null = $state(null);
  #asking = $state(false);
  #stale = false;
  #held: readonly Held[] = $state.raw(recall(KEY, areHeld) ?? []);

  constructor(private readonly api: Pick<Api, 'preview'>) {}

  get shown(): boolean {
    return this.#shown;
  }

  get way(): Way {
    return this.#way;
  }

  /** Those that take part: of a negation the first two. */
  get chosen(): readonly Chosen[] {
    return this.#chosen.slice(0, this.most);
  }

  get most(): number {
    return this.#way === 'negation' ? 2 : MOST_PARTS;
  }

  get floor(): number {
    return this.#floor;
  }

  get odds(): number | null {
    return this.#odds;
  }

  /** What it would become; null while fewer than two are chosen, or it is refused. */
  get offer(): Density | null {
    return this.#offer;
  }

  /** Why it cannot be, in the model's own sentence. */
  get fault(): string | null {
    return this.#fault;
  }

  get busy(): boolean {
    return this.#asking;
  }

  get held(): readonly Held[] {
    return this.#held;
  }

  /** What is combined, as a target. */
  get wanted(): Composed {
    const { way, chosen, floor, odds } = this;
    const parts = chosen.map(({ target }) => target);
    const wanted: Wanted = {
      way,
      parts,
      powers: chosen.map(({ power }) => power),
      weights: chosen.map(({ weight }) => weight),
      floor,
      odds,
    };
    return composedOf(wanted);
  }

  /** With the drawing as it is as the first. */
  begin(target: Target, name: string): void {
    this.#shown = true;
    this.#put([chosenOf(name, target)]);
  }

  /** What is combined already, to be weighed otherwise. */
  change(target: Composed, nameOf: (part: Target) => string): void {
    this.#shown = true;
    this.#way = target.kind;
    if (target.kind === 'negation') [this.#floor, this.#odds] = [target.floor ?? FLOOR, target.odds ?? null];
    this.#put(
      partsOf(target).map(({ target: part, amount }) => ({
        ...chosenOf(nameOf(part), part),
        ...(target.kind === 'product' ? { power: amount ?? 1 } : { weight: amount ?? 1 }),
      })),
    );
  }

  close(): void {
    this.#shown = false;
    this.#put([]);
  }

  turn(way: Way): void {
    this.#way = way;
    this.#changed();
  }

  add(name: string, target: Target): void {
    if (this.chosen.length < this.most) this.#put([...this.chosen, chosenOf(name, target)]);
  }

  drop(place: number): void {
    this.#put(this.#chosen.filter((_, at) => at !== place));
  }

  /** The first two in the other order: which is wanted, and which is not. */
  swap(): void {
    const [a, b, ...more] = this.#chosen;
    if (a && b) this.#put([b, a, ...more]);
  }

  /** Another power or weight. */
  weigh(place: number, amount: Partial<Pick<Chosen, 'power' | 'weight'>>): void {
    this.#put(this.#chosen.map((each, at) => (at === place ? { ...each, ...amount } : each)));
  }

  /** How deep the hole of a negation may be: by a floor, or by the odds of what is not wanted. */
  deepen({ floor = this.#floor, odds = null }: { floor?: number; odds?: number | null }): void {
    [this.#floor, this.#odds] = [floor, odds];
    this.#changed();
  }

  /** Put it in place of the drawing, as one step. */
  take(drawing: Pick<Drawing, 'choose'>): void {
    if (this.#offer) drawing.choose(this.#offer.target);
    this.close();
  }

  /** Lay a drawing aside, to be combined with a later one. */
  hold(name: string, target: Target): void {
    const same = JSON.stringify(target);
    const others = this.#held.filter((each) => JSON.stringify(each.target) !== same);
    this.#held = [{ name, target }, ...others].slice(0, MOST_HELD);
    remember(KEY, this.#held);
  }

  release(held: Held): void {
    this.#held = this.#held.filter((each) => each !== held);
    remember(KEY, this.#held);
  }

  #put(chosen: readonly Chosen[]): void {
    this.#chosen = chosen;
    this.#changed();
  }

  #changed(): void {
    this.#stale = true;
    if (this.chosen.length < 2) {
      this.#offer = null;
      this.#fault = null;
    }
    if (!this.#asking) void this.#ask();
  }

  /** What is wanted by the time the server has answered is asked next: a slider asks as fast as it is answered. */
  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#stale && this.chosen.length > 1) {
      this.#stale = false;
      const target = this.wanted;
      const [offer, fault] = await this.#judged(target);
      if (this.#stale) continue;
      this.#offer = offer;
      this.#fault = fault;
    }
    this.#asking = false;
  }

  async #judged(target: Composed): Promise<[Density | null, string | null]> {
    try {
      return [decodePreview(target, await this.api.preview(target, new AbortController().signal)), null];
    } catch (error) {
      return [null, error instanceof Error ? error.message : String(error)];
    }
  }
}

function chosenOf(name: string, target: Target): Chosen {
  return { name, target, power: 1, weight: 1 };
}

function areHeld(value: unknown): value is readonly Held[] {
  return (
    Array.isArray(value) &&
    value.every(
      (each: unknown) =>
        typeof each === 'object' &&
        each !== null &&
        'name' in each &&
        typeof each.name === 'string' &&
        'target' in each &&
        isTarget(each.target),
    )
  );
}
