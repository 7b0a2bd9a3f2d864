/** How many pixels of a picture stand on one CSS pixel: the screen's, or more while a picture leaves the page. */

export class Sharpness {
  #least = $state(1);

  get ratio(): number {
    return Math.max(this.#least, devicePixelRatio);
  }

  /** Whatever `look` reads of the pictures is at least this sharp. Pictures must follow `ratio` in an effect. */
  with<T>(least: number, settle: () => void, look: () => T): T {
    this.#least = least;
    try {
      settle();
      return look();
    } finally {
      this.#least = 1;
      settle();
    }
  }
}

export const sharpness = new Sharpness();
