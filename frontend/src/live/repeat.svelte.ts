/** The same panels again with other seeds, out of sight: what differs between seeds is chance, not the objective. */

import type { PanelSpec, RunSpec, SamplerSpec, TargetSpec } from '../protocol/generated';
import type { Api } from '../stream/api';
import type { OpenStream } from '../stream/socket';
import { Experiment } from './experiment.svelte';
import { marksOf } from './marks';
import type { Panel, Reel } from './panel.svelte';
import type { Series } from './series';

export const SEEDS = 5;
/** Hidden runs that work at a time: the panels on the page keep at least half of a machine with two cores. */
const LANES = 2;
/** Steps per second of hidden walks: as fast as the server allows. */
const WALK_PACE = 10_000;
/** How often the progress is looked at when no event says that it has moved, milliseconds. */
const GLANCE = 250;

/** A panel to be repeated: what it is, and how far it has come. */
export interface Subject {
  readonly run: RunSpec;
  readonly sampler: SamplerSpec;
  readonly target: TargetSpec;
  readonly steps: number;
  /** Steps its particles have walked; 0 repeats the training alone. */
  readonly walked: number;
  /** The steps it was measured at, at which the others are to be measured too. */
  readonly measured: Readonly<Record<Reel, readonly number[]>>;
}

/** What the seeds of one panel came to. */
export interface Repetition {
  readonly seeds: readonly number[];
  readonly training: readonly Series[];
  readonly sampling: readonly Series[];
  /** Runs that diverged and are in no mean. */
  readonly failed: number;
}

export interface Progress {
  /** Which panel is being repeated, from 0. */
  readonly panel: number;
  readonly of: number;
  /** Of everything, 0 to 1. */
  readonly share: number;
}

class Cancelled extends Error {}

export class Repeat {
  #found: Readonly<Record<string, Repetition>> = $state.raw({});
  #progress: Progress | null = $state.raw(null);
  #fault: string | null = $state.raw(null);
  #cancelled = false;
  /** What waits for the hidden experiment to get somewhere. */
  #looks: readonly (() => void)[] = [];

  constructor(
    private readonly api: Api,
    private readonly open: OpenStream,
  ) {}

  /** Null while nothing is being repeated. */
  get progress(): Progress | null {
    return this.#progress;
  }

  /** Why the last repetition came to nothing; null if it did not. */
  get fault(): string | null {
    return this.#fault;
  }

  /** What the seeds of this panel's training say; null until it has been repeated as it is now. */
  training({ run, target }: Pick<Subject, 'run' | 'target'>): Repetition | null {
    return this.#found[keyOf({ run: seedless(run), target })] ?? null;
  }

  /** What they say of its walk. */
  sampling({ run, target, sampler }: Pick<Subject, 'run' | 'target' | 'sampler'>): Repetition | null {
    return this.#found[keyOf({ run: seedless(run), target, sampler })] ?? null;
  }

  /** Repeat one panel after the other; what is done by then stays when it is cancelled or the server refuses. */
  async start(subjects: readonly Subject[]): Promise<void> {
    if (this.#progress) return;
    this.#cancelled = false;
    this.#fault = null;
    try {
      for (const [panel, subject] of subjects.entries()) {
        this.#progress = { panel, of: subjects.length, share: panel / subjects.length };
        await this.#repeat(subject);
      }
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.#progress = null;
    }
  }

  cancel(): void {
    this.#cancelled = true;
    for (const look of this.#looks) look();
  }

  async #repeat(subject: Subject): Promise<void> {
    const hidden = new Experiment(this.api, this.open);
    const look = () => this.#looks.forEach((each) => each());
    hidden.fresh.add(look);
    hidden.show(false);
    try {
      if (!(await hidden.begin(specOf(subject)))) throw new Error(hidden.notice ?? 'The server refused.');
      hidden.whenOpen(look);
      await this.#until(hidden, () => hidden.link.phase === 'open');
      hidden.pace(WALK_PACE);
      const waiting = [...hidden.panels];
      const lane = async () => {
        for (let panel = waiting.shift(); panel; panel = waiting.shift()) await this.#grow(hidden, panel, subject);
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      this.#keep(subject, hidden.panels);
    } finally {
      const { id } = hidden;
      hidden.leave();
      if (id) this.api.remove(id).catch(() => undefined); // gone already: that is what was wanted
    }
  }

  /** One seed: as many steps of training as its panel took, then as many of the walk. */
  async #grow(hidden: Experiment, panel: Panel, { steps, walked, measured }: Subject): Promise<void> {
    hidden.step('training', steps, [panel.run], marksOf(measured.training, steps));
    await this.#until(hidden, () => trained(panel, steps), steps + walked);
    if (walked === 0 || panel.state.phase === 'failed') return;
    hidden.step('sampling', walked, [panel.run], marksOf(measured.sampling, walked));
    await this.#until(hidden, () => sampled(panel, walked), steps + walked);
  }

  /** Wait for something the server says. Errors: Cancelled; a sentence when the server is gone. */
  #until(hidden: Experiment, done: () => boolean, each = 0): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (conclude: () => void) => {
        clearInterval(timer);
        this.#looks = this.#looks.filter((other) => other !== look);
        conclude();
      };
      const look = () => {
        this.#advance(hidden, each);
        if (this.#cancelled) end(() => reject(new Cancelled()));
        else if (hidden.link.phase === 'closed') end(() => reject(new Error(wordsOf(hidden))));
        else if (done()) end(resolve);
      };
      const timer = setInterval(look, GLANCE);
      this.#looks = [...this.#looks, look];
      look();
    });
  }

  #advance(hidden: Experiment, each: number): void {
    if (!this.#progress || each === 0) return;
    const { panel, of } = this.#progress;
    const done = hidden.panels.reduce((sum, { step, walkedStep }) => sum + step + walkedStep, 0);
    const share = (panel + Math.min(1, done / (SEEDS * each))) / of;
    this.#progress = { panel, of, share: Math.max(this.#progress.share, share) };
  }

  #keep(subject: Subject, panels: readonly Panel[]): void {
    const sound = panels.filter(({ state }) => state.phase !== 'failed' && state.phase !== 'lost');
    const { run, target, sampler } = subject;
    const repetition: Repetition = {
      seeds: panels.map(({ spec }) => spec.run?.seed ?? 0),
      training: sound.map(({ series }) => series),
      sampling: subject.walked > 0 ? sound.map(({ tapes }) => tapes.walked) : [],
      failed: panels.length - sound.length,
    };
    this.#found = { ...this.#found, [keyOf({ run: seedless(run), target })]: repetition };
    if (subject.walked > 0)
      this.#found = { ...this.#found, [keyOf({ run: seedless(run), target, sampler })]: repetition };
  }
}

function wordsOf({ link }: Experiment): string {
  return link.phase === 'closed' && link.words ? link.words : 'The hidden runs lost their connection.';
}

function trained({ state }: Panel, steps: number): boolean {
  const over = state.phase === 'finished' || state.phase === 'failed' || state.phase === 'lost';
  return over || (state.phase === 'paused' && state.step >= steps);
}

function sampled({ state }: Panel, steps: number): boolean {
  const over = state.sampling === 'finished' || state.sampling === 'failed' || state.phase === 'lost';
  return over || (state.sampling === 'paused' && state.sampling_step >= steps);
}

/** Five panels with the seeds from this one's on; each walk has a seed of its own as well. */
function specOf({ run, sampler, target }: Subject): { target: TargetSpec; panels: PanelSpec[] } {
  const panels = Array.from({ length: SEEDS }, (_, seed) => ({
    run: { ...run, seed: (run.seed ?? 0) + seed },
    sampler: { ...sampler, seed: (sampler.seed ?? 0) + seed },
  }));
  return { target, panels };
}

/** Seeds are what is repeated over: which of them a panel has does not make it another. */
function seedless({ seed: _, ...run }: RunSpec): RunSpec {
  return run;
}

function keyOf(what: object): string {
  return JSON.stringify(what);
}
