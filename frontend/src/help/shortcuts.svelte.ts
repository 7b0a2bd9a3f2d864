/**
 * The keys of the page. Whoever can do something registers it here while it can; one listener carries it out and the
 * sheet on `?` lists the same table, so that the sheet cannot lie.
 */

import { isChord, type Keys } from '../lib/chords';

export const GROUPS = ['Drawing', 'Training and sampling', 'Panels', 'Page'] as const;

export interface Shortcut {
  /** As written on the sheet; any of them does it. See lib/chords.ts. */
  readonly chords: readonly string[];
  /** What it does, as a command: "Train or pause". */
  readonly does: string;
  readonly group: (typeof GROUPS)[number];
  /** False if it can do nothing now; null where the focused control answers its keys itself. */
  readonly run: (() => unknown) | null;
}

export class Shortcuts {
  /** The truth: an effect that ends sees state as it was before, so that what it wrote back would undo newer sets. */
  #held: readonly (readonly Shortcut[])[] = [];
  #sets: readonly (readonly Shortcut[])[] = $state.raw([]);

  /** Takes part from now on; the function that comes back ends that. Meant for `$effect`. */
  add(set: readonly Shortcut[]): () => void {
    this.#holds([...this.#held.filter((other) => other !== set), set]);
    return () => this.#holds(this.#held.filter((other) => other !== set));
  }

  #holds(sets: readonly (readonly Shortcut[])[]): void {
    this.#held = sets;
    this.#sets = sets;
  }

  get all(): readonly Shortcut[] {
    return this.#sets.flat();
  }

  /** Carry out what the keys mean; false if they mean nothing now. */
  press(event: Keys): boolean {
    for (const { chords, run } of this.all)
      if (run && chords.some((chord) => isChord(chord, event)) && run() !== false) return true;
    return false;
  }
}

export const shortcuts = new Shortcuts();
