/** One panel: a run, where it stands, its figures, and the newest arrays it was sent. */

import type { Metrics, PanelSpec, RunState, SampleMetrics } from '../protocol/generated';
import type { DataFrame, EnergyFrame, FieldFrame, LensFrame, ParticlesFrame } from '../stream/decoder';
import { Series } from './series';

/** The newest frame of each kind. Outside reactive state: the renderer looks here sixty times a second. */
export class Frames {
  field: FieldFrame | null = null;
  particles: ParticlesFrame | null = null;
  /** Milliseconds on the page's clock at which the newest particles came. */
  particlesAt = 0;

  keep(frame: FieldFrame | ParticlesFrame, now: number): void {
    switch (frame.kind) {
      case 'field':
        this.field = frame;
        break;
      case 'particles':
        this.particles = frame;
        this.particlesAt = now;
        break;
      default:
        throw new Error(`No place for a frame of kind ${String(frame satisfies never)}.`);
    }
  }

  dropParticles(): void {
    this.particles = null;
  }

  clear(): void {
    this.field = this.particles = null;
  }
}

export class Panel {
  #spec: PanelSpec = $state.raw() as PanelSpec;
  #state: RunState = $state.raw() as RunState;
  #metrics: Metrics | null = $state.raw(null);
  #samples: SampleMetrics | null = $state.raw(null);
  #look: LensFrame | null = $state.raw(null);
  #energy: EnergyFrame | null = $state.raw(null);
  #data: DataFrame | null = $state.raw(null);
  readonly series = new Series();
  readonly frames = new Frames();

  constructor(
    readonly index: number,
    spec: PanelSpec,
    state: RunState,
  ) {
    this.#spec = spec;
    this.#state = state;
  }

  get run(): string {
    return this.#state.run;
  }

  get spec(): PanelSpec {
    return this.#spec;
  }

  get state(): RunState {
    return this.#state;
  }

  get metrics(): Metrics | null {
    return this.#metrics;
  }

  get samples(): SampleMetrics | null {
    return this.#samples;
  }

  /** What the lens saw here last; null while there is no lens or it has not looked yet. */
  get look(): LensFrame | null {
    return this.#look;
  }

  looked(look: LensFrame | null): void {
    this.#look = look;
  }

  /** What an energy model holds likely; null for a score, and while nobody has asked for it. */
  get energy(): EnergyFrame | null {
    return this.#spec.run?.model === 'energy' ? this.#energy : null;
  }

  /** Points the run trains on; null while nobody has asked for them. */
  get data(): DataFrame | null {
    return this.#data;
  }

  held(energy: EnergyFrame): void {
    this.#energy = energy;
  }

  fed(data: DataFrame): void {
    this.#data = data;
  }

  /** Steps of training taken: figures come several times a second, states only when something changes. */
  get step(): number {
    return this.#metrics?.step ?? this.#state.step;
  }

  /** Whether nothing would be lost by making this run anew. */
  get untouched(): boolean {
    const { phase, sampling } = this.#state;
    return (phase === 'queued' || phase === 'ready') && this.step === 0 && sampling === 'idle';
  }

  /** A figure of training by its measure's name; null where it was not measured or is not finite. */
  measure(name: string): number | null {
    return this.#metrics?.values[name] ?? null;
  }

  respecified(spec: PanelSpec): void {
    this.#spec = spec;
  }

  moved(state: RunState): void {
    if (state.step < this.#state.step) this.#beganAgain(state.step);
    if (state.sampling === 'idle' || state.sampling_step < this.#state.sampling_step) this.#samples = null;
    if (state.sampling === 'idle') this.frames.dropParticles();
    this.#state = state;
  }

  measured(metrics: Metrics): void {
    this.series.push(metrics);
    this.#metrics = metrics;
  }

  sampled(samples: SampleMetrics): void {
    this.#samples = samples;
  }

  /** The whole history, as a new connection brings it. */
  recalled(history: readonly Metrics[]): void {
    this.series.clear();
    this.#metrics = null;
    for (const metrics of history) this.measured(metrics);
  }

  #beganAgain(step: number): void {
    if (step === 0) this.series.clear();
    this.#metrics = null;
  }
}
