/** The lens that all panels are looked at through: which one, its settings, and which of its maps. */

import { Signal } from '../lib/signal';
import type { LensChoice, LensSettings } from '../live/wanted';
import type { Looked } from '../live/score';
import { Places } from './places.svelte';

/** One map of every panel that has it, on one range, so that equal colours are equal values. */
export interface SharedMap {
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
  readonly scale: Looked['look']['maps'][string]['scale'];
  readonly low: number;
  readonly high: number;
  /** The map that stands beside it in every panel; empty for none. */
  readonly beside: string;
}

export class LensView {
  #choice: LensChoice | null = $state.raw(null);
  #map: string | null = $state.raw(null);
  /** Told of every change that the server must know of. */
  readonly changed = new Signal<[choice: LensChoice | null]>();

  /** Those of its settings that are set on the picture. */
  readonly places: Places;

  readonly #shared: SharedMap | null = $derived.by(() => (this.#choice ? sharedMap(this.looks(), this.#map) : null));

  /** `looks` are what the panels have sent, `schemaOf` the settings of a lens by its name. */
  constructor(
    choice: LensChoice | null = null,
    private readonly looks: () => readonly (Looked | null)[] = () => [],
    schemaOf: (name: string) => unknown = () => undefined,
  ) {
    this.#choice = choice;
    this.places = new Places(this, schemaOf);
  }

  get choice(): LensChoice | null {
    return this.#choice;
  }

  /** The map the user has picked; null for each lens's first. */
  get map(): string | null {
    return this.#map;
  }

  choose(name: string | null): void {
    this.look(name === null ? null : { name, settings: {} });
  }

  /** Look through this lens, or through none, at its first map. */
  look(choice: LensChoice | null): void {
    this.#map = null;
    this.places.disarm();
    this.#set(choice);
  }

  tune(settings: LensSettings): void {
    if (this.#choice) this.#set({ ...this.#choice, settings });
  }

  pick(map: string): void {
    this.#map = map;
  }

  /** The map on show, on the range that all panels share; null while there is none. */
  get shared(): SharedMap | null {
    return this.#shared;
  }

  #set(choice: LensChoice | null): void {
    this.#choice = choice;
    this.changed.send(choice);
  }
}

/** A map of what the panels have sent: the wanted one or the first; null while there is none. */
export function sharedMap(looks: readonly (Looked | null)[], wanted: string | null): SharedMap | null {
  const known = looks.filter((look): look is Looked => look !== null);
  const name = wanted ?? known.flatMap(({ maps }) => [...maps.keys()])[0];
  const infos = known.flatMap(({ look }) => (name !== undefined && look.maps[name] ? [look.maps[name]] : []));
  const [first] = infos;
  if (name === undefined || !first) return null;
  let low = Math.min(...infos.map((info) => info.low));
  let high = Math.max(...infos.map((info) => info.high));
  if (first.scale === 'diverging') {
    high = Math.max(Math.abs(low), Math.abs(high));
    low = -high;
  }
  const { quantity, unit, scale, beside } = first;
  return { name, quantity, unit, scale, low, high, beside };
}
