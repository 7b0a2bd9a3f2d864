/** What a room of machines can show of every panel: some layers side by side, and what to look for in them. */

export interface Picture {
  readonly layer: string;
  readonly caption: string;
  readonly ramp: 'ink' | 'signed';
  /** A table, whose cells need not be square. */
  readonly table?: boolean;
}

export interface View {
  readonly name: string;
  readonly title: string;
  /** What to look for, in a sentence or two. */
  readonly words: string;
  /** Beside each other at the most; the rest below. */
  readonly columns: number;
  /** Width of all of it over its height. */
  readonly aspect: number;
  readonly pictures: readonly Picture[];
}

/** The view of this name, or the first. */
export function viewOf(views: readonly View[], name: unknown): View {
  const found = views.find((view) => view.name === name) ?? views[0];
  if (!found) throw new Error('A room needs a view.');
  return found;
}
