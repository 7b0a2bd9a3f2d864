/** Where particles are between two frames of the stream: they glide at the pace at which frames come. */

/** Frames that come closer together or further apart than this (milliseconds) are treated as if they did not. */
const SHORTEST = 12;
const LONGEST = 200;

export class Motion {
  before: Int16Array | null = null;
  after: Int16Array | null = null;
  #step = -1;
  #came = 0;
  #gap = LONGEST;

  /** A frame that came at `now`, at `step` of its walk; an earlier step than the last one is a new walk. */
  push(x: Int16Array, step: number, now: number): void {
    const goesOn = this.after !== null && step >= this.#step;
    this.before = goesOn ? this.after : x;
    this.#gap = goesOn ? Math.min(LONGEST, Math.max(SHORTEST, now - this.#came)) : SHORTEST;
    this.after = x;
    this.#step = step;
    this.#came = now;
  }

  /** How far from `before` (0) to `after` (1) the particles are. */
  share(now: number): number {
    return Math.min(1, Math.max(0, (now - this.#came) / this.#gap));
  }

  clear(): void {
    this.before = this.after = null;
    this.#step = -1;
  }
}
