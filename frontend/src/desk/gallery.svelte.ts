/** The saved experiments, and what can be done with them. */

import type { GalleryEntry, Scene } from '../protocol/generated';
import type { Shelf } from '../stream/shelf';

/** From here on the list is worth searching. */
export const MANY = 7;

/** The page, as far as it is kept and left for what was kept. */
export interface Kept {
  /** What is on the page now. */
  readonly scene: Scene;
  /** The experiment on the server that is what the page shows; null if there is nothing to learn. */
  settled(): Promise<string | null>;
  /** Leave for an experiment that is alive on the server. */
  turnTo(id: string, scene: Scene): void;
}

export type Doing = 'loading' | 'saving' | 'opening' | null;

export class Gallery {
  #entries: readonly GalleryEntry[] | null = $state.raw(null);
  #fault: string | null = $state.raw(null);
  #doing: Doing = $state.raw(null);
  /** The entry saved last, to be shown as such. */
  #saved: string | null = $state.raw(null);
  /** The entry removed last, to be brought back at once. */
  #gone: string | null = $state.raw(null);
  wanted = $state('');

  constructor(
    private readonly shelf: Shelf,
    private readonly page: Kept,
    /** Which entries this page can show; others are left to theirs. */
    private readonly mine: (entry: GalleryEntry) => boolean = () => true,
  ) {}

  /** With what can be brought back: where it was or, from before the list was read, at the end. Null until then. */
  get entries(): readonly GalleryEntry[] | null {
    return this.#entries;
  }

  /** Those whose name or objective has every word that is searched for, with what was removed of them. */
  get found(): readonly GalleryEntry[] {
    const words = this.wanted.toLowerCase().split(/\s+/).filter(Boolean);
    const text = ({ name, panels }: GalleryEntry) =>
      [name, ...panels.map(({ objective }) => objective)].join(' ').toLowerCase();
    return (this.#entries ?? []).filter((entry) => words.every((word) => text(entry).includes(word)));
  }

  /** The server's sentence about the last thing that was asked of it; null when it did it. */
  get fault(): string | null {
    return this.#fault;
  }

  get doing(): Doing {
    return this.#doing;
  }

  get saved(): string | null {
    return this.#saved;
  }

  get gone(): string | null {
    return this.#gone;
  }

  thumbnail(id: string): string {
    return this.shelf.thumbnail(id);
  }

  async load(): Promise<void> {
    await this.#do('loading', async () => {
      const [entries, removed] = await Promise.all([this.shelf.entries(), this.shelf.removed()]);
      this.#entries = [...entries, ...removed].filter(this.mine);
    });
  }

  /** Keep what is on the page, with all its runs as they stand; `thumbnail` is the base64 of a PNG. */
  async save(name: string, thumbnail: string): Promise<boolean> {
    return this.#do('saving', async () => {
      const experiment = await this.page.settled();
      if (experiment === null) throw new Error('There is nothing to save yet; draw a distribution first.');
      // the server knows the experiment's own target: the pad may be empty, or drawn upon since
      const scene = { ...this.page.scene, subject: null };
      const entry = await this.shelf.save({ experiment, name, scene, thumbnail });
      this.#entries = [entry, ...(this.#entries ?? [])];
      this.#saved = entry.id;
      this.wanted = '';
    });
  }

  async rename(id: string, name: string): Promise<boolean> {
    return this.#do(null, async () => {
      this.#replace(await this.shelf.rename(id, name));
    });
  }

  /** Out of the gallery; it stays in the list, as removed, for `restore`. */
  async remove(id: string): Promise<boolean> {
    return this.#do(null, async () => {
      const removed = await this.shelf.remove(id);
      this.#gone = id;
      this.#replace(removed);
    });
  }

  async restore(id: string): Promise<boolean> {
    return this.#do(null, async () => {
      this.#replace(await this.shelf.restore(id));
    });
  }

  #replace(entry: GalleryEntry): void {
    this.#entries = (this.#entries ?? []).map((each) => (each.id === entry.id ? entry : each));
  }

  /** Bring an entry back to life and leave for it. */
  async open(id: string): Promise<boolean> {
    return this.#do('opening', async () => {
      const reopened = await this.shelf.reopen(id);
      this.page.turnTo(reopened.experiment.id, reopened.scene);
    });
  }

  async #do(doing: Doing, action: () => Promise<void>): Promise<boolean> {
    this.#doing = doing;
    try {
      await action();
      this.#fault = null;
      return true;
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.#doing = null;
    }
  }
}
