/** One panel: a run, where it stands, its figures, and the newest arrays it was sent. */

import type { Metrics, PanelSpec, RunState, SampleMetrics } from '../protocol/generated';
import type { Data, Energy, Field, Looked, Particles } from './score';
import type { Frame } from '../stream/decoder';
import { Series } from './series';
import { Tapes } from './tapes';

/** What can be scrubbed: the training, or the walk. */
export type Reel = 'training' | 'sampling';

/** The frames to be drawn that come often: the newest, or one that is looked back at. Outside reactive state: the renderer looks here sixty times a second. */
export class Frames {
  #newest: { field: Field | null; particles: Particles | null } = { field: null, particles: null };
  readonly past: { field: Field | null; particles: Particles | null } = { field: null, particles: null };
  /** Milliseconds on the page's clock at which the particles to be drawn came. */
  particlesAt = 0;

  get field(): Field | null {
    return this.past.field ?? this.#newest.field;
  }

  get particles(): Particles | null {
    return this.past.particles ?? this.#newest.particles;
  }

  keepField(frame: Field): void {
    this.#newest.field = frame;
  }

  keepParticles(frame: Particles, now: number): void {
    this.#newest.particles = frame;
    if (!this.past.particles) this.particlesAt = now;
  }

  dropParticles(): void {
    this.#newest.particles = this.past.particles = null;
  }
}

export class Panel {
  #index = $state(0);
  #spec: PanelSpec = $state.raw() as PanelSpec;
  #state: RunState = $state.raw() as RunState;
  #metrics: Metrics | null = $state.raw(null);
  #samples: SampleMetrics | null = $state.raw(null);
  #look: Looked | null = $state.raw(null);
  #energy: Energy | null = $state.raw(null);
  #data: Data | null = $state.raw(null);
  #others: Readonly<Record<string, Frame>> = $state.raw({});
  /** The step that is looked back at; null where the newest is shown. */
  #viewed: Readonly<Record<Reel, number | null>> = $state.raw({ training: null, sampling: null });
  readonly series = new Series();
  readonly frames = new Frames();
  readonly tapes = new Tapes();

  constructor(index: number, spec: PanelSpec, state: RunState) {
    this.#index = index;
    this.#spec = spec;
    this.#state = state;
  }

  /** Its place on the page, from 0. */
  get index(): number {
    return this.#index;
  }

  placed(index: number): void {
    this.#index = index;
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

  /** The figures of the particles that are shown. */
  get samples(): SampleMetrics | null {
    const { sampling } = this.#viewed;
    return sampling === null ? this.#samples : this.tapes.samples.at(sampling);
  }

  /** How far its particles have walked, as their newest figures say. */
  get walkedStep(): number {
    return this.#samples?.step ?? 0;
  }

  get viewed(): Readonly<Record<Reel, number | null>> {
    return this.#viewed;
  }

  /** Look back at what there was at a step or just before; null looks at the newest again. `now` as for frames. */
  view(reel: Reel, step: number | null, now: number): void {
    const { past } = this.frames;
    if (reel === 'training') past.field = step === null ? null : this.tapes.fields.at(step);
    else past.particles = step === null ? null : this.tapes.particles.at(step);
    if (reel === 'sampling') this.frames.particlesAt = now;
    const shown = reel === 'training' ? past.field : past.particles;
    this.#viewed = { ...this.#viewed, [reel]: shown?.step ?? null };
  }

  /** What the lens saw here last; null while there is no lens or it has not looked yet. */
  get look(): Looked | null {
    return this.#look;
  }

  looked(look: Looked | null): void {
    this.#look = look;
  }

  /** What an energy model holds likely; null for a score, and while nobody has asked for it. */
  get energy(): Energy | null {
    // one of another moment than the arrows' would mislead
    return this.#spec.run?.model === 'energy' && this.#viewed.training === null ? this.#energy : null;
  }

  /** Points the run trains on; null while nobody has asked for them. */
  get data(): Data | null {
    return this.#data;
  }

  /** The newest frame of each layer without a role that was asked for, by the layer's name. */
  get others(): Readonly<Record<string, Frame>> {
    return this.#others;
  }

  depicted(frame: Frame): void {
    this.#others = { ...this.#others, [frame.kind]: frame };
  }

  held(energy: Energy): void {
    this.#energy = energy;
  }

  fed(data: Data): void {
    this.#data = data;
  }

  /** Steps of training taken: figures come several times a second, states only when something changes. */
  get step(): number {
    return this.#metrics?.step ?? this.#state.step;
  }

  /** The step of training that is shown. */
  get shownStep(): number {
    return this.#viewed.training ?? this.step;
  }

  /** Whether nothing would be lost by making this run anew. */
  get untouched(): boolean {
    const { phase, sampling } = this.#state;
    return (phase === 'queued' || phase === 'ready') && this.step === 0 && sampling === 'idle';
  }

  /** A figure of training by its measure's name at the step that is shown; null where it was not finite. */
  measure(name: string): number | null {
    const [now, { training }] = [this.#metrics, this.#viewed];
    if (now && training === null && name in now.values) return now.values[name] ?? null;
    // looked back at, or one that is not measured every time
    return now && this.series.valueAt(name, 'step', this.shownStep);
  }

  /** Why the figure that `measure` gives may not be believed; null where it may. */
  doubtOf(name: string): string | null {
    return this.#metrics && this.series.doubtAt(name, 'step', this.shownStep);
  }

  /** The step that a looked-back figure is of, where that is another than the one shown; null where it is the same. */
  lagOf(name: string): number | null {
    if (this.#viewed.training === null) return null;
    const step = this.#metrics && this.series.stepOf(name, 'step', this.shownStep);
    return step === this.shownStep ? null : step;
  }

  /** The step that is looked back at, if nothing was measured at it; null where there is nothing to ask for. */
  get unmeasured(): number | null {
    const { training } = this.#viewed;
    return training === null || this.series.steps[this.series.rowAt('step', training)] === training ? null : training;
  }

  respecified(spec: PanelSpec): void {
    this.#spec = spec;
  }

  moved(state: RunState): void {
    if (state.step < this.#state.step) this.#beganAgain(state.step);
    if (state.sampling === 'idle' || state.sampling_step < this.#state.sampling_step) this.#walkBegins();
    if (state.sampling === 'idle') this.frames.dropParticles();
    this.#state = state;
  }

  measured(metrics: Metrics): void {
    if (metrics.past && this.#metrics) {
      this.series.insert(metrics);
      // whoever follows the newest figures follows the others with them
      this.#metrics = { ...this.#metrics };
      return;
    }
    this.series.push(metrics);
    this.#metrics = metrics;
  }

  sampled(samples: SampleMetrics): void {
    this.tapes.sampled(samples);
    this.#samples = samples;
  }

  learned(field: Field): void {
    this.frames.keepField(field);
    this.tapes.fields.push(field);
  }

  walked(particles: Particles, now: number): void {
    this.frames.keepParticles(particles, now);
    this.tapes.particles.push(particles);
  }

  /** The whole history, as a new connection brings it. */
  recalled(history: readonly Metrics[]): void {
    this.series.clear();
    this.#metrics = null;
    for (const metrics of history) this.measured(metrics);
  }

  #beganAgain(step: number): void {
    if (step === 0) {
      this.series.clear();
      this.tapes.forgetTraining();
      this.view('training', null, 0);
    }
    this.#metrics = null;
  }

  #walkBegins(): void {
    this.#samples = null;
    this.tapes.forgetWalk();
    this.view('sampling', null, 0);
  }
}
