/** The opening under way: both walks at one pace, what they say, and whether they move. */

import { BrowserWalk } from './walk';
import { begin, shareOf, STEPS, type WalkName } from './lesson';

/** Eight seconds for the whole of it: within fifteen the figures must be told apart. */
const STEPS_A_SECOND = 120;
/** A page that was asleep does not catch up. */
const MOST_STEPS = 12;

export class Show {
  #walks = begin();
  playing = $state(false);
  /** Steps taken; what else there is to see follows it. */
  step = $state(0);
  shares: Readonly<Record<WalkName, number>> = $state.raw(this.#told());
  #at: number | null = null;
  #owed = 0;

  /** With `calm` nothing moves by itself: the end is shown, and Play is offered. */
  constructor(calm: boolean) {
    if (calm) this.skip();
    else this.playing = true;
  }

  walk(name: WalkName): BrowserWalk {
    return this.#walks[name];
  }

  /** Where a walk is, followed: what reads it is told of every step. */
  at(name: WalkName): { readonly step: number; readonly sigma: number } {
    return { step: this.step, sigma: this.#walks[name].sigma };
  }

  get finished(): boolean {
    return this.step >= STEPS;
  }

  /** Called with every frame (milliseconds); true while there is more to come. */
  tick(now: number): boolean {
    if (!this.playing) {
      this.#at = null;
      return false;
    }
    this.#owed += this.#at === null ? 1 : ((now - this.#at) / 1000) * STEPS_A_SECOND;
    this.#at = now;
    const steps = Math.min(MOST_STEPS, Math.floor(this.#owed));
    this.#owed = Math.min(1, this.#owed - steps);
    if (steps > 0) this.#advance(steps);
    return this.playing;
  }

  /** Go on, or begin again where it has ended. */
  play(): void {
    if (this.finished) this.#renew();
    this.playing = true;
  }

  pause(): void {
    this.playing = false;
  }

  /** What is on show now; the function that comes back puts it there again, at rest. */
  keep(): () => void {
    const [walks, step, shares] = [this.#walks, this.step, this.shares];
    return () => {
      this.#walks = walks;
      this.step = step;
      this.shares = shares;
      this.playing = false;
    };
  }

  /** To the end at once. */
  skip(): void {
    this.#advance(STEPS - this.step);
  }

  #renew(): void {
    this.#walks = begin();
    this.step = 0;
    this.#owed = 0;
    this.shares = this.#told();
  }

  #advance(steps: number): void {
    for (const walk of Object.values(this.#walks)) walk.advance(steps);
    this.step = this.#walks.plain.step;
    this.shares = this.#told();
    if (this.finished) this.playing = false;
  }

  #told(): Record<WalkName, number> {
    return { plain: shareOf(this.#walks.plain), annealed: shareOf(this.#walks.annealed) };
  }
}
