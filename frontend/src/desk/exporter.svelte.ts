/** One thing at a time leaves the page: what is being made, and what went wrong with it. */

export class Exporter {
  #doing: string | null = $state.raw(null);
  #fault: string | null = $state.raw(null);
  #done: string | null = $state.raw(null);

  /** What is being made, as a key of the caller's; null when nothing is. */
  get doing(): string | null {
    return this.#doing;
  }

  /** A sentence about the last thing that could not be made; null when it could. */
  get fault(): string | null {
    return this.#fault;
  }

  /** The name of the last file that was made. */
  get done(): string | null {
    return this.#done;
  }

  /** Make something and hand it over; `make` returns the name of the file. */
  async run(key: string, make: () => Promise<string>): Promise<void> {
    this.#doing = key;
    this.#fault = this.#done = null;
    try {
      this.#done = await make();
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.#doing = null;
    }
  }
}
