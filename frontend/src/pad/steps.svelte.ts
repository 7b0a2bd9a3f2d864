/** What was done on the page, and can be taken back and done again: one line of steps for drawing and panels. */

/** One deed and its reverse; false where it could not be done, and then nothing has changed. */
export interface Step {
  undo(): boolean | Promise<boolean>;
  redo(): boolean | Promise<boolean>;
}

/** Steps kept; the oldest is forgotten first. */
export const DEPTH = 200;

/** All of it at one moment, to come back to. */
export interface Told {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export class Steps {
  #past: readonly Step[] = $state.raw([]);
  #future: readonly Step[] = $state.raw([]);
  /** While a step is taken back or done again what it does is no step of its own. */
  #replaying = $state(false);

  get canUndo(): boolean {
    return this.#past.length > 0 && !this.#replaying;
  }

  get canRedo(): boolean {
    return this.#future.length > 0 && !this.#replaying;
  }

  get told(): Told {
    return { past: this.#past, future: this.#future };
  }

  /** Take the line as it was. */
  restore({ past, future }: Told): void {
    this.#past = past;
    this.#future = future;
  }

  /** This has been done; what was taken back before it can no longer be done again. */
  did(step: Step): void {
    if (this.#replaying) return;
    this.#past = [...this.#past, step].slice(-DEPTH);
    this.#future = [];
  }

  undo(): Promise<void> | undefined {
    const step = this.#past.at(-1);
    if (!step || this.#replaying) return undefined;
    return this.#replay(
      () => step.undo(),
      () => {
        this.#past = this.#past.filter((each) => each !== step);
        this.#future = [step, ...this.#future.filter((each) => each !== step)];
      },
    );
  }

  redo(): Promise<void> | undefined {
    const [step] = this.#future;
    if (!step || this.#replaying) return undefined;
    return this.#replay(
      () => step.redo(),
      () => {
        this.#future = this.#future.filter((each) => each !== step);
        this.#past = [...this.#past.filter((each) => each !== step), step];
      },
    );
  }

  /** What the drawing does is done at once; a panel waits for the server. */
  #replay(act: Step['undo'], done: () => void): Promise<void> | undefined {
    this.#replaying = true;
    const answer = act();
    const end = (worked: boolean) => {
      this.#replaying = false;
      if (worked) done();
    };
    if (answer instanceof Promise)
      return answer.then(end, (error: unknown) => {
        // a refusal is false; this is a fault, which must be heard of and must not hold the other steps back
        end(false);
        throw error;
      });
    end(answer);
    return undefined;
  }
}
