/** What a panel remembers of itself, all of it bounded: its field along the training, its particles along the walk. */

import { MAX_RUNS, type SampleMetrics } from '../protocol/generated';
import type { Field, Particles } from './score';
import { Series } from './series';
import { Tape } from './tape';

/** As many as the server keeps of a run. */
const MAX_FIELDS = 256;
/** Memory for the particles gone by, bytes: of the whole page, shared evenly among as many panels as there can be. */
export const PARTICLE_BYTES = 32_000_000;
const MAX_PARTICLE_FRAMES = 600;
const MIN_PARTICLE_FRAMES = 8;
/** Figures of the walk, at four a second. */
const MAX_SAMPLES = 1024;

export class Tapes {
  readonly fields = new Tape<Field>(() => MAX_FIELDS);
  readonly particles = new Tape<Particles>(affordable);
  readonly samples = new Tape<SampleMetrics>(() => MAX_SAMPLES);
  /** The figures of the walk by measure name, for charts. */
  readonly walked = new Series();

  /** How often the run has begun again. */
  lives = 0;
  /** The step up to which the server was asked for the fields that the page did not see. */
  asked = 0;

  sampled(samples: SampleMetrics): void {
    this.samples.push(samples);
    this.walked.push(samples);
  }

  /** The run begins again from other weights. */
  forgetTraining(): void {
    this.fields.clear();
    this.lives += 1;
    this.asked = 0;
  }

  /** Other particles start to walk. */
  forgetWalk(): void {
    this.particles.clear();
    this.samples.clear();
    this.walked.clear();
  }
}

function affordable({ x }: Particles): number {
  const frames = Math.floor(PARTICLE_BYTES / MAX_RUNS / x.buffer.byteLength);
  return Math.min(MAX_PARTICLE_FRAMES, Math.max(MIN_PARTICLE_FRAMES, frames));
}
