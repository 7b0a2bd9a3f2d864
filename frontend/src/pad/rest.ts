/** What is done once the hand rests: when nothing was drawn for a while and no pointer is down. */

/** How long a hand rests between two strokes that belong together, milliseconds. */
const PAUSE = 800;

export class Rest {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly busy: () => boolean,
    private readonly deed: () => void,
  ) {}

  /** Whether it is still to be done. */
  get owed(): boolean {
    return this.#timer !== undefined;
  }

  /** Do it after the next rest. */
  owe(): void {
    this.forget();
    this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    if (this.busy()) return this.owe();
    this.#timer = undefined;
    this.deed();
  }
}
