/** Random numbers that come again with their seed: what a page shows by itself is the same for everybody. */

export class Chance {
  #state: number;
  #spare: number | null = null;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Even on [0, 1). After mulberry32 (Tommy Ettinger 2017). */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** From N(0, 1). Source: Marsaglia and Bray 1964. */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const stretch = Math.sqrt((-2 * Math.log(s)) / s);
      this.#spare = v * stretch;
      return u * stretch;
    }
  }
}
