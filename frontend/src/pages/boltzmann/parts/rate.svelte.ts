/** How fast pictures come and what happens between two of them, over the last second. */

const SPAN = 1000;
/** Milliseconds between two readings: figures that change faster are read by nobody. */
const PAUSE = 500;

export class Rate {
  #seen: { readonly at: number; readonly step: number }[] = [];
  #read = -Infinity;
  #frames = $state(0);
  #steps = $state(0);

  /** Frames a second. */
  get frames(): number {
    return this.#frames;
  }

  /** Steps between two frames. */
  get steps(): number {
    return this.#steps;
  }

  /** A picture of this step is painted now (milliseconds). */
  note(step: number, at: number): void {
    if (step < (this.#seen.at(-1)?.step ?? 0)) this.#seen = [];
    this.#seen.push({ at, step });
    const begun = this.#seen.findIndex((each) => each.at >= at - SPAN);
    if (this.#seen.length - begun >= 2) this.#seen.splice(0, begun);
    if (at - this.#read < PAUSE) return;
    this.#read = at;
    const [first, pauses] = [this.#seen[0] ?? { at, step }, this.#seen.length - 1];
    this.#frames = pauses > 0 && at > first.at ? (1000 * pauses) / (at - first.at) : 0;
    this.#steps = pauses > 0 ? (step - first.step) / pauses : 0;
  }

  /** Nothing goes on any more. */
  still(): void {
    this.#seen = [];
    this.#frames = this.#steps = 0;
  }
}
