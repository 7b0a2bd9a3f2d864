/** The rooms of this page: a folder each below rooms/, found by its files; a new room needs no line anywhere. */

import type { Card } from './card';
import type { RoomComponent } from './props';

export interface RoomEntry {
  /** The folder's. */
  readonly name: string;
  readonly card: Card;
  /** Its code, which travels when its tab is opened. */
  readonly load: () => Promise<{ readonly default: RoomComponent }>;
}

type Cards = Readonly<Record<string, Card>>;
type Loaders = Readonly<Record<string, RoomEntry['load']>>;

const CARDS: Cards = import.meta.glob<Card>('./rooms/*/card.ts', { eager: true, import: 'card' });
const LOADERS: Loaders = import.meta.glob<{ default: RoomComponent }>('./rooms/*/Room.svelte');

/** In the order of their tabs. */
export function roomsOf(cards: Cards = CARDS, loaders: Loaders = LOADERS): readonly RoomEntry[] {
  return Object.entries(cards)
    .map(([file, card]) => {
      const name = file.split('/').at(-2) ?? '';
      const load = loaders[file.replace(/card\.ts$/, 'Room.svelte')];
      if (!load) throw new Error(`The room ${name} has a card and no Room.svelte.`);
      return { name, card, load };
    })
    .sort((a, b) => a.card.order - b.card.order);
}
