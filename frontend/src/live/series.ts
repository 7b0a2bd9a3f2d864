/**
 * The figures of one run over its training, by measure name. Plain arrays, outside any reactive state: a chart reads
 * them when `version` has changed.
 */

import type { Metrics, SampleMetrics, Verdict } from '../protocol/generated';
import { Remarks } from './remarks';

/** By what runs are lined up: steps taken, or seconds those steps took. */
export type Axis = 'step' | 'seconds';

/** Figures of one step. What was measured afterwards may say less. */
export type Measured = Pick<Metrics, 'step' | 'seconds' | 'values'> &
  Partial<Pick<SampleMetrics, 'unreliable' | 'verdicts'>>;

/** Rows beyond this many: every second old one goes. At four a second that is a quarter of an hour in full. */
const MAX_ROWS = 4096;

export class Series {
  readonly steps: number[] = [];
  readonly seconds: number[] = [];
  readonly #values = new Map<string, (number | null)[]>();
  readonly #remarks = new Remarks();
  version = 0;

  get measures(): string[] {
    return [...this.#values.keys()];
  }

  values(measure: string): readonly (number | null)[] {
    return this.#values.get(measure) ?? [];
  }

  /** How far the run has come. */
  last(axis: Axis): number {
    return this.positions(axis).at(-1) ?? 0;
  }

  positions(axis: Axis): readonly number[] {
    return axis === 'step' ? this.steps : this.seconds;
  }

  /** The newest row at or before a position; -1 if all are later. */
  rowAt(axis: Axis, position: number): number {
    const positions = this.positions(axis);
    let [low, high] = [0, positions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((positions[middle] ?? Infinity) <= position) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** A measure as it was last known at a position; null if it was not measured by then. */
  valueAt(measure: string, axis: Axis, position: number): number | null {
    return this.values(measure)[this.#rowOf(measure, axis, position)] ?? null;
  }

  /** The step that `valueAt` is of; null if the measure was not known by then. */
  stepOf(measure: string, axis: Axis, position: number): number | null {
    return this.steps[this.#rowOf(measure, axis, position)] ?? null;
  }

  /** Why the figure that `valueAt` gives may not be believed; null where it may. */
  doubtAt(measure: string, axis: Axis, position: number): string | null {
    return this.#remarks.doubt(this.stepOf(measure, axis, position), measure);
  }

  /** Whether the particles could be told from exact samples by it then; null where nobody says so. */
  verdictAt(measure: string, axis: Axis, position: number): Verdict | null {
    return this.#remarks.verdict(this.stepOf(measure, axis, position), measure);
  }

  /** The newest step at or before this one at which all of these runs have the measure; null if there is none. */
  static common(all: readonly Series[], measure: string, step: number): number | null {
    const [first, ...others] = all;
    if (!first) return null;
    for (let row = first.rowAt('step', step); row >= 0; row -= 1) {
      const at = first.steps[row] ?? 0;
      if ([first, ...others].every((series) => series.stepOf(measure, 'step', at) === at)) return at;
    }
    return null;
  }

  /** The newest row at or before a position that has the measure; -1 if none has. */
  #rowOf(measure: string, axis: Axis, position: number): number {
    const values = this.values(measure);
    let row = this.rowAt(axis, position);
    while (row >= 0 && (values[row] ?? null) === null) row -= 1;
    return row;
  }

  /** The step that was being taken at so many seconds, between the measured ones by their proportion. */
  stepAt(seconds: number): number {
    const row = this.rowAt('seconds', seconds);
    if (row < 0) return 0;
    const [step, next] = [this.steps[row] ?? 0, this.steps[row + 1]];
    if (next === undefined) return step;
    const [from, to] = [this.seconds[row] ?? 0, this.seconds[row + 1] ?? 0];
    return Math.floor(step + ((next - step) * (seconds - from)) / (to - from));
  }

  /**
   * Figures at a further step, or further figures of the same step. A run that began again reports an earlier step:
   * what lay beyond it belongs to another life and goes.
   */
  push(measured: Measured): void {
    const { step, seconds } = measured;
    this.#truncate(step);
    if (this.steps.at(-1) !== step) this.#append(step, seconds);
    this.#write(this.steps.length - 1, measured);
    if (this.steps.length > MAX_ROWS) this.#thin();
    this.version += 1;
  }

  /** Figures of a step gone by, measured afterwards: they take their place among the others. */
  insert(measured: Measured): void {
    const { step, seconds } = measured;
    const before = this.rowAt('step', step);
    const row = this.steps[before] === step ? before : before + 1;
    if (row > before) {
      this.steps.splice(row, 0, step);
      this.seconds.splice(row, 0, seconds);
      for (const column of this.#values.values()) column.splice(row, 0, null);
    }
    this.#write(row, measured);
    if (this.steps.length > MAX_ROWS) this.#thin();
    this.version += 1;
  }

  #write(row: number, measured: Measured): void {
    for (const [name, value] of Object.entries(measured.values)) this.#column(name)[row] = value;
    this.#remarks.keep(measured);
  }

  clear(): void {
    this.steps.length = this.seconds.length = 0;
    this.#values.clear();
    this.#remarks.forget(0);
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

  /** Every second row of the older half goes. */
  #thin(): void {
    const half = this.steps.length >> 1;
    for (const column of [this.steps, this.seconds, ...this.#values.values()] as (number | null)[][]) {
      const kept = column.filter((_, row) => row >= half || row % 2 === 0);
      column.length = 0;
      column.push(...kept);
    }
    this.#remarks.thin(this.steps);
  }

  #truncate(step: number): void {
    let length = this.steps.length;
    while (length > 0 && (this.steps[length - 1] ?? 0) > step) length -= 1;
    this.steps.length = this.seconds.length = length;
    for (const column of this.#values.values()) column.length = length;
    this.#remarks.forget(step + 1);
  }
}
