/** What the server was asked and may refuse; then the page says again what is. */

export class Asked {
  #count = 0;
  readonly #undo = new Map<string, () => void>();

  /** The id to ask with. */
  note(undo: () => void): string {
    const id = `b${++this.#count}`;
    this.#undo.set(id, undo);
    return id;
  }

  /** An answer came; true where it was a refusal that took something back. */
  answered(how: string, id: string): boolean {
    const undo = this.#undo.get(id);
    if (!undo) return false;
    this.#undo.delete(id);
    if (how !== 'refused') return false;
    undo();
    return true;
  }
}
