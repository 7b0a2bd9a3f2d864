/** The demonstrations of all rooms, the one on show, and what was in its room before. */

import { refusal } from '../../desk/scene';
import type { Catalogue, Demonstration } from '../../protocol/generated';
import { ask } from '../../room/asking';
import type { Fields } from '../../room/room.svelte';
import type { Bench } from './bench.svelte';
import type { Standing } from './link';
import type { RoomEntry } from './rooms';

/** What a story needs of the visit. */
export interface Visited {
  readonly rooms: readonly RoomEntry[];
  readonly at: RoomEntry;
  readonly bench: Bench;
  turn(to: RoomEntry): void;
}

interface Kept {
  readonly bench: Bench;
  readonly standing: Standing;
  readonly id: string | null;
}

export class Tales {
  #all: readonly Demonstration[] = $state.raw([]);
  #story: Demonstration | null = $state.raw(null);
  /** Of every room that a story has played in since, in their order. */
  #kept: readonly Kept[] = $state.raw([]);
  /** Where the reader was before the first of them. */
  #from: RoomEntry | null = null;
  #fault: string | null = $state.raw(null);

  constructor(
    private readonly visit: Visited,
    private readonly server: URL,
  ) {}

  /** In the order of the rooms; none before they were asked for. */
  get all(): readonly Demonstration[] {
    return this.#all;
  }

  /** The one on show: in its room, and nowhere else. */
  get story(): Demonstration | null {
    return this.#story && kindOf(this.#story) === this.visit.bench.card.kind ? this.#story : null;
  }

  /** Whether there is something from before to come back to. */
  get hasKept(): boolean {
    return this.#kept.length > 0;
  }

  get fault(): string | null {
    return this.#fault;
  }

  async load(): Promise<void> {
    if (this.#all.length > 0) return;
    const all = this.visit.rooms.map(({ card }) => card.kind);
    const kinds = all.filter((kind, place) => all.indexOf(kind) === place);
    const path = (kind: string) => `catalogue?kind=${encodeURIComponent(kind)}`;
    try {
      const found = await Promise.all(kinds.map((kind) => ask<Catalogue>(this.server, 'GET', path(kind))));
      this.#all = found.flatMap(({ demonstrations }) => demonstrations);
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
    }
  }

  /** Set its room up as it wants it; what was there stays alive, to come back to. */
  async play(story: Demonstration): Promise<void> {
    this.#fault = refusal(story.scene);
    const entry = this.visit.rooms.find(({ card }) => card.kind === kindOf(story));
    if (this.#fault !== null || !entry) return;
    this.#from ??= this.visit.at;
    this.visit.turn(entry);
    const { bench } = this.visit;
    // of stories that follow one another in a room, what was before the first is kept
    if (!this.#kept.some((kept) => kept.bench === bench)) {
      const { subject, panels, options } = bench;
      const standing = { subject, panels, options };
      this.#kept = [...this.#kept, { bench, standing, id: bench.leave() }];
    }
    this.#story = story;
    await bench.show(standingOf(story, entry));
  }

  /** To what was here before: every room as it was, and the one that the reader came from. */
  async back(): Promise<void> {
    const [kept, from] = [this.#kept, this.#from];
    this.end();
    [this.#kept, this.#from] = [[], null];
    await Promise.all(kept.map(({ bench, standing, id }) => bench.show(standing, id)));
    if (from) this.visit.turn(from);
  }

  end(): void {
    this.#story = null;
  }
}

function kindOf({ scene }: Demonstration): string {
  return scene.kind ?? 'score';
}

/** What a scene says of its room, the rest as the room has it from the start. */
export function standingOf({ scene }: Pick<Demonstration, 'scene'>, { card }: RoomEntry): Standing {
  const common = (scene.common ?? {}) as Fields;
  const pace = scene.sights?.training_pace ?? null;
  return {
    subject: { ...card.subject, ...scene.subject },
    panels: (scene.processes ?? []).map((said) => ({ ...common, ...(said as Fields) })),
    options: pace === null ? card.options : { ...card.options, pace },
  };
}
