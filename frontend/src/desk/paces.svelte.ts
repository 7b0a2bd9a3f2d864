/** How fast runs train and particles walk, at most. */

import { Signal } from '../lib/signal';
import type { Experiment } from '../live/experiment.svelte';

/** Steps per second; what the server starts with. */
const FIRST = 60;
/** Paces that can be chosen beside Sample, as multiples of that. */
export const FACTORS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20] as const;

/** As a link has them; null where they are as on a first visit. */
export interface LinkedPaces {
  readonly pace: number | null;
  readonly trainingPace: number | null;
}

export class Paces {
  #sampling = $state(FIRST);
  #training: number | null = $state(null);
  /** Told of every change. */
  readonly changed = new Signal();

  constructor(private readonly experiment: Pick<Experiment, 'pace' | 'whenOpen'>) {}

  /** Steps per second at which samplers walk. */
  get sampling(): number {
    return this.#sampling;
  }

  /** The same as a multiple of what the server starts with. */
  get factor(): number {
    return this.#sampling / FIRST;
  }

  setFactor(factor: number): void {
    this.setSampling(FIRST * factor);
  }

  /** Steps per second at which runs train; null is as fast as the machine can. */
  get training(): number | null {
    return this.#training;
  }

  get linked(): LinkedPaces {
    return { pace: this.#sampling === FIRST ? null : this.#sampling, trainingPace: this.#training };
  }

  setSampling(stepsPerSecond: number): void {
    this.#sampling = stepsPerSecond;
    this.experiment.pace(stepsPerSecond);
    this.changed.send();
  }

  setTraining(stepsPerSecond: number | null): void {
    this.#training = stepsPerSecond;
    this.experiment.pace(stepsPerSecond, 'training');
    this.changed.send();
  }

  /** Paces other than those that every experiment begins with; the server has panels that come later keep to them. */
  limit(): void {
    const limit = this.#training;
    if (limit !== null) this.experiment.whenOpen(() => this.experiment.pace(limit, 'training'));
    if (this.#sampling !== FIRST) this.experiment.whenOpen(() => this.experiment.pace(this.#sampling));
  }
}
