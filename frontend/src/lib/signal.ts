/** Something that happens, and everybody who wants to be told of it: no listener takes another's place. */

export class Signal<Told extends readonly unknown[] = []> {
  #listeners: readonly { readonly hear: (...told: Told) => void }[] = [];

  /** Tell this listener as well; what is returned ends that. */
  add(hear: (...told: Told) => void): () => void {
    const entry = { hear };
    this.#listeners = [...this.#listeners, entry];
    return () => (this.#listeners = this.#listeners.filter((each) => each !== entry));
  }

  /** Tell all that listen now, in the order in which they came. */
  send(...told: Told): void {
    for (const { hear } of this.#listeners) hear(...told);
  }
}
