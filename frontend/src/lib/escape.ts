/**
 * What Escape closes: the topmost thing first. Whoever opens something says so here and is closed from here, so that a
 * sheet goes before the large panel under it, that before the tour, and the tour before the demonstration.
 */

/** From the ground up; within one level what was opened last is on top. */
export const LEVELS = ['demonstration', 'present', 'tour', 'picture', 'sheet'] as const;
export type Level = (typeof LEVELS)[number];

interface Open {
  readonly level: number;
  readonly close: () => void;
}

export class EscapeStack {
  #open: readonly Open[] = [];

  /** `target` hears the keys of the whole page, while there is something to close. */
  constructor(private readonly target: () => EventTarget) {}

  /** Something is open until the function that comes back is called. Meant for `$effect`. */
  open(level: Level, close: () => void): () => void {
    const opened = { level: LEVELS.indexOf(level), close };
    if (this.#open.length === 0) this.target().addEventListener('keydown', this.#keyed);
    this.#open = [...this.#open, opened];
    return () => {
      this.#open = this.#open.filter((each) => each !== opened);
      if (this.#open.length === 0) this.target().removeEventListener('keydown', this.#keyed);
    };
  }

  /** Close the topmost thing; false when nothing is open. */
  press(): boolean {
    const top = this.#open.reduce<Open | null>((best, each) => (best && best.level > each.level ? best : each), null);
    top?.close();
    return top !== null;
  }

  /** A control that has the focus may have used the key for itself, and an unfinished word of an input method has. */
  readonly #keyed = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape' || event.isComposing) return;
    if (event.defaultPrevented) return;
    // the browser would close one more: its own notion of what is on top
    if (this.press()) event.preventDefault();
  };
}

export const escapes = new EscapeStack(() => window);
