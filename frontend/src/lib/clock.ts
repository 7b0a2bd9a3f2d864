/** One animation loop for the whole page. It runs while something moves and stands still otherwise. */

/** Draws at `now` (milliseconds); true while it wants to be called again. */
export type Task = (now: number) => boolean;

export class Clock {
  readonly #tasks = new Set<Task>();
  #asked = false;

  constructor(
    private readonly next: (task: (now: number) => void) => unknown = (task) => requestAnimationFrame(task),
  ) {}

  /** Call the task on every frame from now on; the function that comes back ends that. */
  add(task: Task): () => void {
    this.#tasks.add(task);
    this.wake();
    return () => void this.#tasks.delete(task);
  }

  /** Something has changed: draw at the next frame. */
  readonly wake = (): void => {
    if (this.#asked) return;
    this.#asked = true;
    this.next((now) => this.#tick(now));
  };

  #tick(now: number): void {
    this.#asked = false;
    let more = false;
    for (const task of this.#tasks) more = task(now) || more;
    if (more) this.wake();
  }
}
