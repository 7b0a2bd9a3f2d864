/** What was seen at steps gone by: a bounded row of instants, thinned evenly when it is full. Outside reactive state. */

export interface Instant {
  readonly step: number;
}

export class Tape<T extends Instant> {
  #kept: T[] = [];
  /** Instants closer together than this replace each other, steps; grows as the tape fills. */
  #gap = 0;

  /** `limit` says how many instants may be kept when this one comes. */
  constructor(private readonly limit: (instant: T) => number) {}

  get length(): number {
    return this.#kept.length;
  }

  get first(): number {
    return this.#kept[0]?.step ?? 0;
  }

  get last(): number {
    return this.#kept.at(-1)?.step ?? 0;
  }

  get instants(): readonly T[] {
    return this.#kept;
  }

  /** A further instant. One of an earlier step belongs to another life of its run: what lay beyond it goes. */
  push(instant: T): void {
    while (this.#kept.length > 0 && this.last >= instant.step) this.#kept.pop();
    // the newest is only kept for good if it is a gap away from the one before
    const before = this.#kept.at(-2);
    if (before && this.last - before.step < this.#gap) this.#kept.pop();
    this.#kept.push(instant);
    this.#bound(this.limit(instant));
  }

  /** Instants from elsewhere, in order, take the place of all there are between their first and their last. */
  merge(others: readonly T[]): void {
    const [first, last] = [others[0], others.at(-1)];
    if (!first || !last) return;
    const earlier = this.#kept.filter(({ step }) => step < first.step);
    const later = this.#kept.filter(({ step }) => step > last.step);
    this.#kept = [...earlier, ...others, ...later];
    this.#bound(this.limit(first));
  }

  /** The newest instant at or before a step, or the first there is. */
  at(step: number): T | null {
    return this.#kept[Math.max(0, this.indexAt(step))] ?? null;
  }

  /** Where that instant is; -1 if all are later. */
  indexAt(step: number): number {
    let [low, high] = [0, this.#kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#kept[middle]?.step ?? Infinity) <= step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  clear(): void {
    this.#kept = [];
    this.#gap = 0;
  }

  /** When it is too long: about half as many, evenly spaced, with the first and the newest. */
  #bound(limit: number): void {
    if (this.#kept.length <= limit) return;
    const target = Math.max(2, Math.floor(limit / 2));
    this.#gap = Math.max(this.#gap, (this.last - this.first) / target);
    for (; this.#kept.length > target + 2; this.#gap *= 1.5) this.#kept = spaced(this.#kept, this.#gap);
  }
}

function spaced<T extends Instant>(instants: readonly T[], gap: number): T[] {
  const kept: T[] = [];
  for (const instant of instants) {
    const last = kept.at(-1);
    if (!last || instant.step - last.step >= gap) kept.push(instant);
  }
  const newest = instants.at(-1);
  if (newest && kept.at(-1) !== newest) kept.push(newest);
  return kept;
}
