/** One mode against the rest, ready for any weight: what is dragged sixty times a second is made of it alone. */

import { changeOnData, changes, densitiesWith, Halves, logit, sampled, scoresWith, type Split } from '../lib/halves';
import { HALF_WIDTH } from '../lib/camera';
import { centresOf } from '../lib/centres';
import { peak } from '../lib/density';
import type { Density } from '../pad/preview.svelte';
import { ARROW_SIDE } from '../protocol/generated';
import type { Made } from './parts.svelte';

/** What other weights do, in figures. */
export interface Told {
  /** Of the mode, before and now. */
  readonly from: number;
  readonly to: number;
  /** Mass of the density that has moved, a share of one (total variation). */
  readonly moved: number;
  /** Change of the score where the data are, a share of its size there (root mean squares). */
  readonly onData: number;
  /** The largest change of the score, on the ridge, in the same unit. */
  readonly onRidge: number;
}

/** By so much the odds move when a share goes from 20 to 80 %: what the ridge's colours reach to. */
const REACH = logit(0.8) - logit(0.2);

export class Ridge {
  readonly #halves: Halves;
  readonly #cells: Split;
  readonly #arrows: Split;
  readonly #data: Split;
  readonly #weights: Float64Array;
  readonly #width: number;
  readonly #from: number;
  readonly #high: number;

  /** Errors: a sentence where the mode is no part of its own. */
  constructor(
    { parts, modes }: Made,
    readonly base: Density,
    readonly mode: number,
  ) {
    this.#halves = new Halves(parts, (part) => modes[part] === mode);
    if (!(this.#halves.weight > 0 && this.#halves.weight < 1))
      throw new Error('This mode has no marks of its own to weigh; type its share instead.');
    const { points, weights } = sampled(parts);
    this.#cells = this.#halves.at(centresOf(base.side));
    this.#arrows = this.#halves.at(centresOf(ARROW_SIDE));
    this.#data = this.#halves.at(points);
    this.#weights = weights;
    this.#width = (2 * HALF_WIDTH) / base.side;
    this.#from = base.modes[mode]?.mass ?? this.#halves.weight;
    this.#high = peak(changes(this.#cells, REACH, this.#width));
  }

  /** The density, the score and the modes with another share of the mode, and what has changed. */
  at(share: number): { readonly density: Density; readonly told: Told } {
    const { base, mode } = this;
    const d = logit(share) - logit(this.#from);
    const values = densitiesWith(base.values, this.#cells, this.#halves.weight, d);
    const change = changes(this.#cells, d, this.#width);
    const { share: onData, rms } = changeOnData(this.#data, this.#weights, d);
    const others = (1 - share) / (1 - this.#from);
    const density = {
      ...base,
      values,
      score: scoresWith(this.#arrows, d),
      marginals: marginalsOf(values, base.side),
      modes: base.modes.map((each, at) => ({ ...each, mass: at === mode ? share : each.mass * others })),
      change: { values: change, side: base.side, high: this.#high },
    };
    const onRidge = peak(change) / rms;
    return { density, told: { from: this.#from, to: share, moved: distance(values, base), onData, onRidge } };
  }
}

/** Total variation between two densities on one grid. */
function distance(values: Float32Array, { values: before, side }: Density): number {
  let sum = 0;
  values.forEach((value, at) => (sum += Math.abs(value - (before[at] ?? 0))));
  return (sum / 2) * ((2 * HALF_WIDTH) / side) ** 2;
}

function marginalsOf(values: Float32Array, side: number): Density['marginals'] {
  const [x, y] = [new Float32Array(side), new Float32Array(side)];
  const cell = (2 * HALF_WIDTH) / side;
  values.forEach((value, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    x[column] = (x[column] ?? 0) + value * cell;
    y[row] = (y[row] ?? 0) + value * cell;
  });
  return { x, y };
}
