/** The page's address and the experiment this tab was watching under it, written no more often than browsers allow. */

import { recall, remember } from './storage';

export interface Address {
  read(): string;
  write(hash: string): void;
}

interface Visit {
  readonly id: string;
  readonly hash: string;
}

/** Browsers refuse more than about a hundred address changes in half a minute. */
const PAUSE = 400;

export class Bookmark {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly address: Address,
    private readonly link: () => string,
    private readonly experiment: () => string | null,
  ) {}

  /** The experiment that this tab was watching at this very address; null if there was none. */
  visited(): string | null {
    const visit = recall('visit', isVisit, 'tab');
    return visit && visit.hash === this.address.read() ? visit.id : null;
  }

  /** Something the link tells has changed. */
  note(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const hash = this.link();
      this.address.write(hash);
      const id = this.experiment();
      if (id) remember('visit', { id, hash } satisfies Visit, 'tab');
    }, PAUSE);
  }
}

function isVisit(value: unknown): value is Visit {
  return typeof value === 'object' && value !== null && 'id' in value && 'hash' in value;
}
