/**
 * The keys of the page. Whoever can do something registers it here while it can; one listener carries it out and the
 * sheet on `?` lists the same table, so that the sheet cannot lie.
 */

import { untrack } from 'svelte';

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
  #sets: readonly (readonly Shortcut[])[] = $state.raw([]);

  /** Takes part from now on; the function that comes back ends that. Meant for `$effect`. */
  add(set: readonly Shortcut[]): () => void {
    // an effect that takes part must not depend on who else does
    const others = () => untrack(() => this.#sets.filter((other) => other !== set));
    this.#sets = [...others(), set];
    return () => {
      this.#sets = others();
    };
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
