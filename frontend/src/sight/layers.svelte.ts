/** Which layers of the panels' pictures are shown: for all panels at once, or in one panel otherwise than in the rest. */

import { Signal } from '../lib/signal';
import { DATA, ENERGY } from '../live/score';
import type { LayerInfo } from '../protocol/generated';
import { nameOf, type AddedName } from './added';

/** In the order in which they stand in the legend. The first three are maps of the whole panel: one at most shows. */
export const LAYERS = [
  'density',
  'energy',
  'difference',
  'contours',
  'truth',
  'arrows',
  'streamlines',
  'data',
  'particles',
  'trails',
  'marginals',
] as const;

export type LayerName = (typeof LAYERS)[number];
/** What the legend shows and hides: a declared view, or a layer that a plug-in added. */
export type ViewName = LayerName | AddedName;

export const MAPS: readonly ViewName[] = ['density', 'energy', 'difference'];
/** Lines do not bury the density as a lattice of arrows does, and the margins show at once which mode has too much. */
export const FIRST: readonly LayerName[] = ['density', 'streamlines', 'particles', 'trails', 'marginals'];

/** What links that name no layers mean: the first look of the versions that wrote them. */
export const UNNAMED: readonly LayerName[] = ['density', 'truth', 'arrows', 'particles', 'trails'];

/** What a difference is taken to: the exact target, or a panel by its index. */
export type Reference = 'truth' | number;

/** One panel's exceptions from what all show. */
type Own = Readonly<Partial<Record<ViewName, boolean>>>;

export class Layers {
  #all: readonly ViewName[] = $state.raw(FIRST);
  /** By the panels' keys, so that exceptions go with their panels wherever these are moved. */
  #own: Readonly<Record<number, Own>> = $state.raw({});
  /** The key of the panel that differences are taken to. */
  #reference: number | 'truth' = $state.raw('truth');
  /** Whether the map that shows took the density's place, and gives it back when it goes. */
  #aside = false;
  /** Told of every change. */
  readonly changed = new Signal();

  /** `keys` names the panels in their order; `text` is what a link says; `brought` are the plug-ins' layers. */
  constructor(
    private readonly keys: () => readonly number[],
    text: string | null = null,
    private readonly brought: () => readonly LayerInfo[] = () => [],
  ) {
    if (text !== null) this.#read(text);
  }

  /** What plug-ins add to the declared views; empty while the catalogue has not come. */
  get added(): readonly LayerInfo[] {
    return this.brought();
  }

  /** Whether all panels that have no exception show this layer. */
  on(name: ViewName): boolean {
    return this.#all.includes(name);
  }

  /** Whether panel `index` shows it. */
  shows(index: number, name: ViewName): boolean {
    return this.#of(index)[name] ?? this.#all.includes(name);
  }

  /** Whether panel `index` differs from the rest in this layer. */
  differs(index: number, name: ViewName): boolean {
    return this.shows(index, name) !== this.#all.includes(name);
  }

  /** A panel that is no longer there leaves the truth. */
  get reference(): Reference {
    if (this.#reference === 'truth') return 'truth';
    const index = this.keys().indexOf(this.#reference);
    return index < 0 ? 'truth' : index;
  }

  /** Show or hide a layer in all panels, whatever single ones had; a map that hid the density brings it back. */
  toggle(name: ViewName): void {
    const map = MAPS.includes(name);
    const on = !this.#all.includes(name);
    const names = map ? MAPS : [name];
    const shown: ViewName[] = on ? [name] : map && name !== 'density' && this.#aside ? ['density'] : [];
    if (map) this.#aside = on && name !== 'density' && (this.#aside || this.#all.includes('density'));
    this.#all = [...this.#all.filter((each) => !names.includes(each)), ...shown];
    this.#own = Object.fromEntries(Object.entries(this.#own).map(([key, own]) => [key, without(own, names)]));
    this.changed.send();
  }

  /** Show or hide a layer in one panel. */
  toggleIn(index: number, name: ViewName): void {
    const key = this.keys()[index];
    if (key === undefined) return;
    const on = !this.shows(index, name);
    const change: Partial<Record<ViewName, boolean>> = { [name]: on };
    if (on && MAPS.includes(name)) for (const map of MAPS) if (map !== name) change[map] = false;
    this.#own = { ...this.#own, [key]: { ...this.#own[key], ...change } };
    this.changed.send();
  }

  /** Show what a text says, whatever showed before. */
  show(text: string): void {
    this.#reference = 'truth';
    this.#aside = false;
    this.#read(text);
    this.changed.send();
  }

  compareWith(reference: Reference): void {
    this.#reference = reference === 'truth' ? 'truth' : (this.keys()[reference] ?? 'truth');
    this.changed.send();
  }

  #of(index: number): Own {
    return this.#own[this.keys()[index] ?? NaN] ?? {};
  }

  /** The kinds of frame that some panel's layers need beside the field and the particles. */
  get kinds(): string[] {
    const panels = [...this.keys().keys()];
    const anywhere = (name: ViewName) => panels.some((index) => this.shows(index, name));
    const energy = anywhere('energy') || (anywhere('difference') && this.reference !== 'truth');
    const added = this.added.filter((layer) => anywhere(nameOf(layer))).map(({ name }) => name);
    return [...(energy ? [ENERGY] : []), ...(anywhere('data') ? [DATA] : []), ...added];
  }

  /**
   * As a link has it: `density.arrows;1+streamlines-arrows;d3`: what all show; panel 1's exceptions; differences are
   * to panel 3 (counted from 1). Added layers are not written: whoever opens the link may lack the plug-in. Null where everything is as links that name no layers have it.
   */
  get text(): string | null {
    const exceptions = this.keys().flatMap((_, index) => {
      const words = LAYERS.filter((name) => this.differs(index, name));
      return words.length === 0
        ? []
        : [`${index + 1}${words.map((name) => (this.shows(index, name) ? '+' : '-') + name).join('')}`];
    });
    const shown = LAYERS.filter((name) => this.#all.includes(name)).join('.');
    const reference = this.reference === 'truth' ? [] : [`d${this.reference + 1}`];
    if (shown === UNNAMED.join('.') && exceptions.length + reference.length === 0) return null;
    return [shown, ...exceptions, ...reference].join(';');
  }

  #read(text: string): void {
    const [shown = '', ...rest] = text.split(';');
    this.#all = shown.split('.').filter(isLayer);
    const own: Record<number, Own> = {};
    const keyAt = (place: string | undefined) => this.keys()[Number(place) - 1];
    for (const part of rest) {
      const reference = /^d([1-8])$/.exec(part);
      if (reference) this.#reference = keyAt(reference[1]) ?? 'truth';
      const exception = /^([1-8])((?:[+-][a-z]+)+)$/.exec(part);
      const key = keyAt(exception?.[1]);
      if (!exception || key === undefined) continue;
      const words = (exception[2] ?? '').match(/[+-][a-z]+/g) ?? [];
      const known = words.map((word) => [word.slice(1), word.startsWith('+')] as const).filter(([n]) => isLayer(n));
      own[key] = Object.fromEntries(known);
    }
    this.#own = own;
  }
}

function isLayer(word: string): word is LayerName {
  return (LAYERS as readonly string[]).includes(word);
}

function without(own: Own, names: readonly ViewName[]): Own {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !names.includes(name as ViewName)));
}
