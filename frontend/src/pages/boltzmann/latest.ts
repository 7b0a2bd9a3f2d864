/** Of what is said in quick succession only the newest, no more often than its pause allows. */
export class Latest {
  #next: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly pause: number) {}

  /** At once if nothing was said for a while, else when the pause is over, unless something newer comes. */
  say(action: () => void): void {
    if (this.#timer !== undefined) {
      this.#next = action;
      return;
    }
    action();
    this.#timer = setTimeout(() => this.#due(), this.pause);
  }

  /** What waits is not said. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = null;
  }

  #due(): void {
    this.#timer = undefined;
    const next = this.#next;
    this.#next = null;
    if (next) this.say(next);
  }
}
