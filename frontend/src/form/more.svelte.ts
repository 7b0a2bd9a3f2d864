/** Which corners of the page are unfolded: each behind a button of its own, remembered in this browser. */

import { recall, remember } from '../lib/storage';

/** What a visitor sees first. A new corner takes a line here and a `More` where its button stands. */
const FIRST = {
  /** The header's rarer commands: landscape, export, link, theme. */
  page: false,
  /** The rarer tools of drawing, files and the lens. */
  tools: false,
  /** Layers, figures, steps, seeds, timelines and charts. */
  controls: false,
  /** The whole column of the drawing. */
  rail: true,
  /** The whole dock below the panels. */
  dock: true,
} as const;

export type Corner = keyof typeof FIRST;
type Corners = Readonly<Partial<Record<Corner, boolean>>>;

const KEY = 'more';

export class Unfolded {
  #corners: Corners = $state.raw(recall(KEY, areCorners) ?? {});

  /** Whether a corner is unfolded. */
  has(corner: Corner): boolean {
    return this.#corners[corner] ?? FIRST[corner];
  }

  set(corner: Corner, unfolded: boolean): void {
    this.#corners = { ...this.#corners, [corner]: unfolded };
    remember(KEY, this.#corners);
  }

  turn(corner: Corner): void {
    this.set(corner, !this.has(corner));
  }
}

export const more = new Unfolded();

function areCorners(value: unknown): value is Corners {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'boolean');
}
