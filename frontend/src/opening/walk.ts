/**
 * Particles that walk on an exact mixture in the browser.
 * Langevin: x <- x + eta s(x) + sqrt(2 eta) z. Annealed: the same on p_sigma, with eta = r sigma^2 and a sigma that falls
 * geometrically, a few steps a level. Sources: Song and Ermon 2019, algorithm 1; the server's samplers are their originals.
 */

import { HALF_WIDTH } from '../lib/camera';
import { Chance } from '../lib/chance';
import { OFF, STEPS } from '../lib/int16';
import type { Mixture } from '../lib/mixture';

export interface Rung {
  /** World units; 0 = no noise. */
  readonly sigma: number;
  readonly stepSize: number;
  readonly steps: number;
}

/** One rung: plain Langevin. */
export function plain(stepSize: number, steps: number): readonly Rung[] {
  return [{ sigma: 0, stepSize, steps }];
}

export interface Annealing {
  readonly from: number;
  readonly to: number;
  readonly levels: number;
  readonly stepsPerLevel: number;
  /** Step size as a share of sigma^2. */
  readonly ratio: number;
}

export function annealed({ from, to, levels, stepsPerLevel, ratio }: Annealing): readonly Rung[] {
  return Array.from({ length: levels }, (_, level) => {
    const sigma = from * (to / from) ** (level / (levels - 1));
    return { sigma, stepSize: ratio * sigma * sigma, steps: stepsPerLevel };
  });
}

export class BrowserWalk {
  /** x, y pairs, world units. */
  readonly points: Float64Array;
  readonly #chance: Chance;
  readonly #score = new Float64Array(2);
  #rung = 0;
  #onRung = 0;
  #step = 0;
  #field: Mixture;

  /** From a uniform start on the box. */
  constructor(
    readonly target: Mixture,
    readonly rungs: readonly Rung[],
    readonly count: number,
    seed: number,
  ) {
    this.#chance = new Chance(seed);
    this.points = new Float64Array(2 * count).map(() => HALF_WIDTH * (2 * this.#chance.uniform() - 1));
    this.#field = this.#fieldOf(0);
  }

  get step(): number {
    return this.#step;
  }

  get finished(): boolean {
    return this.#rung === this.rungs.length;
  }

  /** The noise of the step that comes next, or of the last one. */
  get sigma(): number {
    return this.rungs[Math.min(this.#rung, this.rungs.length - 1)]!.sigma;
  }

  /** What the particles walk on now: the target under the noise of their rung. */
  get field(): Mixture {
    return this.#field;
  }

  /** At most `steps` more. */
  advance(steps: number): void {
    for (let n = 0; n < steps && !this.finished; n++) this.#move();
  }

  /** As the stream sends them: int16 pairs over the box, y up. */
  frame(): Int16Array {
    const frame = new Int16Array(this.points.length);
    for (let at = 0; at < frame.length; at += 2) {
      const [x, y] = [this.points[at]!, this.points[at + 1]!];
      const off = Math.abs(x) > HALF_WIDTH || Math.abs(y) > HALF_WIDTH;
      frame[at] = off ? OFF : Math.round((x / HALF_WIDTH) * STEPS);
      frame[at + 1] = off ? OFF : Math.round((y / HALF_WIDTH) * STEPS);
    }
    return frame;
  }

  #move(): void {
    const { stepSize, steps } = this.rungs[this.#rung]!;
    const spread = Math.sqrt(2 * stepSize);
    const { points } = this;
    for (let at = 0; at < points.length; at += 2) {
      this.#field.score(points[at]!, points[at + 1]!, this.#score);
      points[at]! += stepSize * this.#score[0]! + spread * this.#chance.normal();
      points[at + 1]! += stepSize * this.#score[1]! + spread * this.#chance.normal();
    }
    this.#step += 1;
    this.#onRung += 1;
    if (this.#onRung < steps) return;
    this.#onRung = 0;
    this.#rung += 1;
    if (!this.finished) this.#field = this.#fieldOf(this.#rung);
  }

  #fieldOf(rung: number): Mixture {
    const { sigma } = this.rungs[rung]!;
    return sigma > 0 ? this.target.smoothed(sigma) : this.target;
  }
}
