/** Which room is open, the benches of those that were, and the address that says it. */

import { Bookmark, type Address } from '../../link/bookmark';
import type { OpenStream } from '../../stream/socket';
import { Bench } from './bench.svelte';
import { roomIn } from './link';
import type { RoomEntry } from './rooms';
import { Tales } from './tales.svelte';

export class Visit {
  #at: RoomEntry;
  #bench: Bench;
  /** By the names of their rooms. */
  #benches: Readonly<Record<string, Bench>> = {};
  readonly #bookmark: Bookmark;
  readonly tales: Tales;
  /** Counts up where another room is opened. */
  #turned = $state(0);

  constructor(
    readonly rooms: readonly RoomEntry[],
    private readonly server: URL,
    private readonly stream: OpenStream,
    address: Address,
  ) {
    const hash = address.read();
    const at = rooms.find(({ name }) => name === roomIn(hash)) ?? rooms[0];
    if (!at) throw new Error('There must be a room in the folder rooms/.');
    this.#at = at;
    this.#bench = this.#benchOf(this.#at);
    this.#bookmark = new Bookmark(
      address,
      () => this.#bench.link,
      () => this.#bench.room.id,
    );
    if (roomIn(hash)) this.#bench.read(hash);
    this.tales = new Tales(this, server);
    // its code travels while the server makes its experiment
    this.#at.load().catch(() => undefined);
    void this.#bench.open(this.#bookmark.visited());
  }

  get at(): RoomEntry {
    void this.#turned;
    return this.#at;
  }

  get bench(): Bench {
    void this.#turned;
    return this.#bench;
  }

  /** Go to another room; the one that is left holds still as it is. */
  turn(to: RoomEntry): void {
    if (to === this.#at) return;
    this.#bench.rest();
    this.#at = to;
    const known = this.#benches[to.name];
    this.#bench = known ?? this.#benchOf(to);
    if (known) known.wake();
    else void this.#bench.open(null);
    this.#turned += 1;
    this.#bookmark.note();
  }

  #benchOf({ name, card }: RoomEntry): Bench {
    const bench = new Bench(name, card, this.server, this.stream, () => this.#bookmark.note());
    this.#benches = { ...this.#benches, [name]: bench };
    return bench;
  }
}
