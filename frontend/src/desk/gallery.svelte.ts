/** The saved experiments, and what can be done with them. */

import type { GalleryEntry, Reopened } from '../protocol/generated';
import type { Shelf } from '../stream/shelf';
import { readLink, writeLink } from '../link/link';
import type { Target } from '../pad/target';

/** From here on the list is worth searching. */
export const MANY = 7;

/** The page, as far as it is kept and left for what was kept. */
export interface Kept {
  /** The link to what is on the page now. */
  readonly link: string;
  /** The experiment on the server that is what the page shows; null if there is nothing to learn. */
  settled(): Promise<string | null>;
  /** Leave for an experiment that is alive on the server. */
  turnTo(id: string, link: string): void;
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
      this.#entries = [...entries, ...removed];
    });
  }

  /** Keep what is on the page, with all its runs as they stand; `thumbnail` is the base64 of a PNG. */
  async save(name: string, thumbnail: string): Promise<boolean> {
    return this.#do('saving', async () => {
      const experiment = await this.page.settled();
      if (experiment === null) throw new Error('There is nothing to save yet; draw a distribution first.');
      const entry = await this.shelf.save({ experiment, name, link: this.page.link, thumbnail });
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
      this.page.turnTo(reopened.experiment.id, linkOf(reopened));
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

/** The view as the page's link had it; what is trained and how it is sampled as the server has it. */
export function linkOf({ link, experiment: { spec } }: Reopened): string {
  const samplers = spec.panels.map(({ sampler }) => sampler ?? null);
  const [first = null] = samplers;
  const alike = samplers.every((sampler) => JSON.stringify(sampler) === JSON.stringify(first));
  return writeLink({
    ...readLink(link),
    target: spec.target as Target,
    runs: spec.panels.map(({ run }) => run ?? {}),
    sampler: alike ? first : readLink(link).sampler,
    samplers: alike ? [] : samplers,
  });
}
