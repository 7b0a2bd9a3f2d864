/** What can be asked of the runs of an experiment: one verb a command. `runs` names them; none means all. */

import type { AnyCommand, SamplerSpec, TargetSpec } from '../protocol/generated';

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

  pace(steps_per_second: number): void {
    this.send({ type: 'pace', steps_per_second, runs: [] });
  }
}
