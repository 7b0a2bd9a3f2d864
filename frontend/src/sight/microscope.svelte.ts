/**
 * One step under the microscope: of a particle that was pressed, or of training. What is shown is what the server says
 * of that one, in full precision; the sub-steps are gone through by hand, or play by themselves.
 */

import type { Frustum, Point } from '../lib/camera';
import type { Experiment } from '../live/experiment.svelte';
import type { Reel } from '../live/panel.svelte';
import type { Lesson, OneStep, Taught, Watched } from '../protocol/generated';

type Ground = Pick<Experiment, 'panels' | 'watch' | 'step' | 'pause' | 'sample' | 'stepped' | 'laidOut'>;

/** How long one sub-step stands while they play, milliseconds. */
export const BEAT = 1700;

export class Microscope {
  #run: string | null = $state(null);
  #what: Reel = $state('sampling');
  #seen: OneStep | null = $state.raw(null);
  #lesson: Lesson | null = $state.raw(null);
  #beat = $state(0);
  #playing = $state(false);
  #frustum: Frustum | null = $state.raw(null);
  /** What the server was asked to look at; of a walk the particle that it found there, once it has said so. */
  #at: { near: [number, number] } | { particle: number } = { near: [0, 0] };
  #elsewhere = $state(false);

  constructor(private readonly experiment: Ground) {
    experiment.stepped.add((event) => this.#heard(event));
    experiment.laidOut.add(() => {
      if (!experiment.panels.some(({ run }) => run === this.#run)) this.#run = null;
    });
  }

  /** The run that is looked at; null while the microscope is shut. */
  get run(): string | null {
    return this.#run;
  }

  get what(): Reel {
    return this.#what;
  }

  get seen(): OneStep | null {
    return this.#what === 'sampling' ? this.#seen : null;
  }

  get lesson(): Lesson | null {
    return this.#what === 'training' ? this.#lesson : null;
  }

  /** Whether another page has taken the microscope of this run to another particle. */
  get elsewhere(): boolean {
    return this.#elsewhere;
  }

  /** The part of the plane that the looked-at panel shows; null before there is a step to be seen. */
  get frustum(): Frustum | null {
    return this.#frustum;
  }

  look(frustum: Frustum): void {
    this.#frustum = frustum;
  }

  /** Which sub-step is shown, from 0. */
  get beat(): number {
    return this.#beat;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Look at the particle nearest to a point, or at steps of training there, and take one step. */
  open(run: string, what: Reel, near: Point): void {
    if (this.#run !== null && this.#run !== run) this.close();
    [this.#run, this.#what, this.#seen, this.#lesson, this.#frustum] = [run, what, null, null, null];
    this.#from(0, false);
    this.#at = { near: [near.x, near.y] };
    this.#elsewhere = false;
    if (what === 'sampling') this.#begin(run);
    else this.experiment.pause('training', [run]);
    this.experiment.watch(run, what, this.#at);
    this.experiment.step(what, 1, [run]);
  }

  /** There are particles that stand and have a step before them. */
  #begin(run: string): void {
    const sampling = this.experiment.panels.find((panel) => panel.run === run)?.state.sampling ?? 'idle';
    if (sampling === 'walking') this.experiment.pause('sampling', [run]);
    else if (sampling !== 'paused') {
      this.experiment.sample(null, [run]);
      this.experiment.pause('sampling', [run]);
    }
  }

  close(): void {
    if (this.#run !== null) this.experiment.watch(this.#run, this.#what);
    this.#run = null;
    this.#playing = false;
  }

  /** The same particle's next step, or the next step of training. */
  again(): void {
    if (this.#run === null) return;
    const finished = this.experiment.panels.find(({ run }) => run === this.#run)?.state.sampling === 'finished';
    if (this.#what === 'sampling' && finished) this.#begin(this.#run);
    // a run is looked at in one place: another page may have gone elsewhere, or shut it
    this.experiment.watch(this.#run, this.#what, this.#at);
    this.experiment.step(this.#what, 1, [this.#run]);
  }

  /** Show a sub-step and rest there. */
  turn(beat: number): void {
    this.#from(Math.max(0, beat), false);
  }

  /** Play from here, or from the start where this is the end; the last sub-step is `last`. */
  play(last: number): void {
    this.#from(this.#beat >= last ? 0 : this.#beat, true);
  }

  /** The next sub-step of those that play by themselves; at the last it rests. */
  advance(last: number): void {
    if (this.#beat < last) this.#beat += 1;
    if (this.#beat >= last) this.#playing = false;
  }

  rest(): void {
    this.#playing = false;
  }

  #from(beat: number, playing: boolean): void {
    this.#beat = beat;
    this.#playing = playing;
  }

  #heard(event: Watched | Taught): void {
    if (event.run !== this.#run) return;
    if (event.type === 'taught') this.#lesson = event.lesson;
    else if (!this.#takes(event.seen)) return;
    const taken = event.type === 'taught' || event.seen.parts.length > 0 || event.seen.note !== '';
    this.#from(0, taken);
  }

  /** Show what is said of the particle that is looked at here, and not of another page's. */
  #takes(seen: OneStep): boolean {
    if (!('particle' in this.#at)) this.#at = { particle: seen.particle };
    this.#elsewhere = seen.particle !== this.#at.particle;
    // asked again it says first where it stands: that is on show already, with the step that led there
    const known = this.#seen?.step === seen.step && seen.parts.length === 0;
    if (this.#elsewhere || known) return false;
    this.#seen = seen;
    return true;
  }
}
