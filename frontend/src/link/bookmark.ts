/** The page's address and the experiments this tab was watching, written no more often than browsers allow. */

import { recall, remember } from '../lib/storage';

export interface Address {
  read(): string;
  write(hash: string): void;
  /** Leave for another address of the page, which begins anew there; the browser's Back returns. */
  go(hash: string): void;
}

interface Visit {
  readonly id: string;
  readonly hash: string;
}

/** Browsers refuse more than about a hundred address changes in half a minute. */
const PAUSE = 400;
/** Of the experiments this tab has watched, how many it can come back to. */
const MOST_VISITS = 8;

export class Bookmark {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly address: Address,
    private readonly link: () => string,
    private readonly experiment: () => string | null,
  ) {}

  /** The experiment that this tab was watching at this very address; null if there was none. */
  visited(): string | null {
    const hash = this.address.read();
    return visits().find((visit) => visit.hash === hash)?.id ?? null;
  }

  /** Something the link tells has changed. */
  note(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), PAUSE);
  }

  /** Go to an experiment that is alive on the server, with everything else as the link says. */
  turnTo(id: string, hash: string): void {
    clearTimeout(this.#timer);
    this.#write();
    keep({ id, hash });
    this.address.go(hash);
  }

  #write(): void {
    const hash = this.link();
    this.address.write(hash);
    const id = this.experiment();
    if (id) keep({ id, hash });
  }
}

function visits(): readonly Visit[] {
  return recall('visits', areVisits, 'tab') ?? [];
}

/** The newest first; an experiment has one address, an address one experiment. */
function keep(visit: Visit): void {
  const others = visits().filter(({ id, hash }) => id !== visit.id && hash !== visit.hash);
  remember('visits', [visit, ...others].slice(0, MOST_VISITS), 'tab');
}

function areVisits(value: unknown): value is Visit[] {
  return Array.isArray(value) && value.every(isVisit);
}

function isVisit(value: unknown): value is Visit {
  return typeof value === 'object' && value !== null && 'id' in value && 'hash' in value;
}
