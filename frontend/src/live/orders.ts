/** What can be asked of the runs of an experiment: one verb a command. `runs` names them; none means all. */

import type { AnyCommand, SamplerSpec, TargetSpec, Watch } from '../protocol/generated';
import type { Reel } from './panel.svelte';

export type Origin = 'start' | 'new-seed' | 'checkpoint';
export type Scalar = boolean | number | string;

export abstract class Orders {
  /** Whether the command is on its way. */
  protected abstract send(command: AnyCommand): boolean;

  train(runs: string[] = [], n_steps: number | null = null): void {
    this.send({ type: 'train', runs, n_steps });
  }

  pause(what: 'training' | 'sampling' | 'both', runs: string[] = []): void {
    this.send({ type: 'pause', what, runs });
  }

  retarget(target: TargetSpec): void {
    this.send({ type: 'retarget', target });
  }

  /** Fresh particles everywhere: by this sampler, or with null by each panel's own. */
  sample(sampler: SamplerSpec | null, runs: string[] = []): void {
    this.send({ type: 'sample', sampler, runs, resume: false });
  }

  resume(runs: string[] = []): void {
    this.send({ type: 'sample', runs, resume: true });
  }

  tune(settings: Record<string, Scalar>, runs: string[] = []): void {
    this.send({ type: 'tune', settings, runs });
  }

  /** Take so many steps, of training within its schedule or of the walk, be measured at some without fail, and hold. */
  step(what: Reel, n_steps: number, runs: string[] = [], measure_at: number[] = []): void {
    this.send({ type: 'step', what, n_steps, runs, ...(measure_at.length > 0 ? { measure_at } : {}) });
  }

  /** See each step of one particle, or of training, from now on; nobody's without a particle and a point. */
  watch(run: string, what: Reel, at: Pick<Watch, 'particle' | 'near'> = {}): void {
    this.send({ type: 'watch', run, what, ...at });
  }

  /** At most so many steps a second; null is as fast as the server can. */
  pace(steps_per_second: number | null, what: Reel = 'sampling'): void {
    this.send({ type: 'pace', what, steps_per_second, runs: [] });
  }
}
