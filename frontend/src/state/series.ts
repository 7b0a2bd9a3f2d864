/**
 * The figures of one run over its training, by measure name. Plain arrays, outside any reactive state: a chart reads
 * them when `version` has changed.
 */

import type { Metrics } from '../protocol/generated';

export class Series {
  readonly steps: number[] = [];
  readonly seconds: number[] = [];
  readonly #values = new Map<string, (number | null)[]>();
  version = 0;

  get measures(): string[] {
    return [...this.#values.keys()];
  }

  values(measure: string): readonly (number | null)[] {
    return this.#values.get(measure) ?? [];
  }

  /**
   * Figures at a further step, or further figures of the same step. A run that began again reports an earlier step:
   * what lay beyond it belongs to another life and goes.
   */
  push({ step, seconds, values }: Pick<Metrics, 'step' | 'seconds' | 'values'>): void {
    this.#truncate(step);
    if (this.steps.at(-1) !== step) this.#append(step, seconds);
    const row = this.steps.length - 1;
    for (const [name, value] of Object.entries(values)) this.#column(name)[row] = value;
    this.version += 1;
  }

  clear(): void {
    this.steps.length = this.seconds.length = 0;
    this.#values.clear();
    this.version += 1;
  }

  #append(step: number, seconds: number): void {
    this.steps.push(step);
    this.seconds.push(seconds);
    for (const column of this.#values.values()) column.push(null);
  }

  #column(name: string): (number | null)[] {
    const column = this.#values.get(name) ?? Array<null>(this.steps.length).fill(null);
    this.#values.set(name, column);
    return column;
  }

  #truncate(step: number): void {
    let length = this.steps.length;
    while (length > 0 && (this.steps[length - 1] ?? 0) > step) length -= 1;
    this.steps.length = this.seconds.length = length;
    for (const column of this.#values.values()) column.length = length;
  }
}
