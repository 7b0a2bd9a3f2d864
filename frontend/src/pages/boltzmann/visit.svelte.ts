/** Which room is open, the benches of those that were, and the address that says it. */

import { leave, ofScores, placeOf } from '../../link/entry';
import { Bookmark, type Address } from '../../link/bookmark';
import type { Reopened, Scene } from '../../protocol/generated';
import { ask } from '../../room/asking';
import type { OpenStream } from '../../stream/socket';
import { Bench } from './bench.svelte';
import { linkOf, roomIn } from './link';
import type { RoomEntry } from './rooms';
import { standingOf, Tales } from './tales.svelte';

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
    private readonly go = leave,
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
    const entry = /[#&]g=([^&]+)/.exec(hash)?.[1];
    if (entry === undefined) void this.#bench.open(this.#bookmark.visited());
    else void this.#reopen(entry);
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

  /** What the gallery keeps of the page, beside the experiment itself. */
  get scene(): Scene {
    return { kind: this.#bench.card.kind };
  }

  settled(): Promise<string | null> {
    return Promise.resolve(this.#bench.room.id);
  }

  /** Leave for an experiment that was brought back. Errors: a sentence if no room shows its kind. */
  turnTo(id: string, scene: Scene): void {
    const entry = this.#roomOf(scene);
    this.#bench.rest();
    this.#bookmark.turnTo(id, linkOf(entry.name, standingOf({ scene }, entry), entry.card));
  }

  /** An entry of the gallery that the link names; what is of score panels is left to their page. */
  async #reopen(entry: string): Promise<void> {
    try {
      const kept = await ask<Scene>(this.server, 'GET', `gallery/${entry}/scene`);
      if (ofScores(kept)) return this.go(placeOf(kept, decodeURIComponent(entry)));
      this.#roomOf(kept);
      const { experiment, scene } = await ask<Reopened>(this.server, 'POST', `gallery/${entry}/open`);
      this.turnTo(experiment.id, scene);
    } catch (error) {
      await this.#bench.open(null);
      this.#bench.complain(error instanceof Error ? error.message : String(error));
    }
  }

  #roomOf(scene: Scene): RoomEntry {
    const entry = this.rooms.find(({ card }) => card.kind === scene.kind);
    if (entry) return entry;
    if (ofScores(scene)) throw new Error('It was saved on the page of score fields; open it there.');
    throw new Error(`No room of this page shows what was saved, of the kind “${scene.kind}”; update Scorescape.`);
  }

  #benchOf({ name, card }: RoomEntry): Bench {
    const bench = new Bench(name, card, this.server, this.stream, () => this.#bookmark.note());
    this.#benches = { ...this.#benches, [name]: bench };
    return bench;
  }
}
