/**
 * What the panels say of points: of the one under the pointer, and of two that were pressed to be compared. The server
 * answers exactly, one question at a time; what was asked meanwhile is dropped but for the newest.
 */

import type { Point } from '../lib/camera';
import type { Probed, Reading } from '../protocol/generated';

/** One panel's reading of one point, with what normalises its energy. */
export interface Found {
  readonly reading: Reading;
  /** Step of training of the field that was asked. */
  readonly step: number;
  /** -E(x) - log Z, nats; null for a score. */
  readonly logDensity: number | null;
}

type Ask = (question: string, points: [number, number][]) => boolean;

/** If some run does not answer for this long (its worker died), the next question is asked all the same. */
const PATIENCE = 1500;

export class Prober {
  #point: Point | null = $state.raw(null);
  #marks: readonly Point[] = $state.raw([]);
  /** What each run answered to the last question that all of them have answered. */
  #answers: Readonly<Record<string, Probed>> = $state.raw({});
  /** The points that `#answers` are of. */
  #asked: readonly Point[] = $state.raw([]);
  #open: { readonly question: string; readonly points: readonly Point[]; readonly since: number } | null = null;
  #heard: Record<string, Probed> = {};
  /** Whether the points have changed, or the panels, since the open question was put. */
  #stale = false;
  #count = 0;
  readonly #name = Math.random().toString(36).slice(2, 10);

  constructor(
    private readonly ask: Ask,
    private readonly runs: () => number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The world point under the pointer, in whatever panel. */
  get point(): Point | null {
    return this.#point;
  }

  /** None, one or two points to compare. */
  get marks(): readonly Point[] {
    return this.#marks;
  }

  hover(point: Point): void {
    this.#point = point;
    this.refresh();
  }

  leave(): void {
    this.#point = null;
  }

  /** The first or the second point to compare; a third one begins anew. */
  mark(point: Point): void {
    this.#marks = this.#marks.length === 2 ? [point] : [...this.#marks, point];
    this.refresh();
  }

  unmark(): void {
    this.#marks = [];
  }

  /** Ask again: what is looked at, or what was learnt, has changed. */
  refresh(): void {
    this.#stale = true;
    this.#next();
  }

  /** What a run says of a point; null while it has not said it. */
  at(run: string | undefined, point: Point | null): Found | null {
    const answer = run === undefined ? undefined : this.#answers[run];
    const index = point ? this.#asked.findIndex(({ x, y }) => x === point.x && y === point.y) : -1;
    const reading = answer?.readings[index];
    if (!answer || !reading) return null;
    const { energy } = reading;
    const logDensity = energy === null || answer.log_z === null ? null : -energy - answer.log_z;
    return { reading, step: answer.step, logDensity };
  }

  heard(answer: Probed): void {
    if (!this.#open || answer.question !== this.#open.question) return;
    this.#heard[answer.run] = answer;
    if (Object.keys(this.#heard).length < this.runs()) return;
    this.#answers = this.#heard;
    this.#asked = this.#open.points;
    this.#open = null;
    this.#next();
  }

  #next(): void {
    const points = [...(this.#point ? [this.#point] : []), ...this.#marks];
    const waiting = this.#open !== null && this.now() - this.#open.since < PATIENCE;
    if (!this.#stale || waiting || points.length === 0 || this.runs() === 0) return;
    const question = `${this.#name}-${this.#count++}`;
    const sent = this.ask(
      question,
      points.map(({ x, y }) => [x, y]),
    );
    if (!sent) return;
    this.#stale = false;
    this.#heard = {};
    this.#open = { question, points, since: this.now() };
  }
}

/** log p(a) / p(b) by an energy model, nats: E(b) - E(a), in which log Z cancels; null for a score. */
export function logRatio(a: Found | null, b: Found | null): number | null {
  const [first, second] = [a?.reading.energy ?? null, b?.reading.energy ?? null];
  return first === null || second === null ? null : second - first;
}

/** log p(a) / p(b) of the exact target, nats. */
export function trueLogRatio(a: Found | null, b: Found | null): number | null {
  const [first, second] = [a?.reading.true_log_density ?? null, b?.reading.true_log_density ?? null];
  return first === null || second === null ? null : first - second;
}
