/** The exact density and score of one target under noise, made when a level is first wanted; the newest levels are kept. */

import type { Gaussians } from '../lib/gaussians';
import { densityUnder, scoreUnder } from '../lib/under-noise';
import { ARROW_SIDE } from '../protocol/generated';
import type { Grid } from '../render/grid';

export interface Under {
  readonly density: Grid;
  readonly score: Grid;
}

/** A smooth density needs fewer cells. */
const [FINE, COARSE, SMOOTH] = [128, 64, 0.4];
const KEPT = 16;

export class UnderNoise {
  readonly #ready = new Map<number, Under>();

  constructor(readonly parts: Gaussians) {}

  at(sigma: number): Under {
    const level = Number(sigma.toPrecision(3));
    const known = this.#ready.get(level);
    if (known) return known;
    const side = level < SMOOTH ? FINE : COARSE;
    const under = {
      density: { values: densityUnder(this.parts, level, side), side },
      score: { values: scoreUnder(this.parts, level, ARROW_SIDE), side: ARROW_SIDE },
    };
    const [oldest] = this.#ready.keys();
    if (this.#ready.size >= KEPT && oldest !== undefined) this.#ready.delete(oldest);
    this.#ready.set(level, under);
    return under;
  }
}
