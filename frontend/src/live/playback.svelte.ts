/** Looking back: along the training and along the walk, in all panels at once, at equal steps or equal seconds. */

import type { ArrowsFrame } from '../stream/decoder';
import type { Panel, Reel } from './panel.svelte';
import type { Axis, Series } from './series';

/** How long the whole of a reel takes to be played back, milliseconds. */
const REPLAY_MS = 8000;
/** By how much of the whole the arrow keys move where they do not go from instant to instant. */
const NUDGE = 0.01;
/** A tape is fetched again when its run is by this factor further. */
const STRETCH = 1.1;

/** What playback needs of the experiment. */
export interface Watched {
  readonly id: string | null;
  readonly panels: readonly Panel[];
  /** What is to be drawn has changed. */
  redraw(): void;
  /** Ask for the figures of a run as it was. */
  lookBack(run: string, step: number): void;
}

export type FetchTape = (experiment: string, run: string) => Promise<readonly ArrowsFrame[]>;

export class Playback {
  #at: Readonly<Record<Reel, number | null>> = $state.raw({ training: null, sampling: null });
  #axis: Axis = $state('step');
  #playing: Reel | null = $state(null);
  /** Why older steps are missing; null while nothing is. */
  #fault: string | null = $state(null);
  /** Whether a replay begins again at its end. */
  looping = $state(true);
  #ticked: number | null = null;
  /** The last step of each run whose figures were asked for. */
  readonly #asked = new WeakMap<Panel, number>();

  constructor(
    private readonly watched: Watched,
    private readonly fetchTape: FetchTape,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get axis(): Axis {
    return this.#axis;
  }

  /** Line panels up by steps or by seconds; a position on the other axis means nothing, so all go back to now. */
  lineUp(axis: Axis): void {
    if (axis === this.#axis) return;
    this.live('training');
    this.live('sampling');
    this.#axis = axis;
  }

  get playing(): Reel | null {
    return this.#playing;
  }

  get fault(): string | null {
    return this.#fault;
  }

  /** The position that is looked back at, in steps or seconds; null where the newest is shown. */
  at(reel: Reel): number | null {
    const looksBack = this.watched.panels.some(({ viewed }) => viewed[reel] !== null);
    return looksBack ? this.#at[reel] : null;
  }

  /** How far the farthest panel has come. */
  end(reel: Reel): number {
    return Math.max(0, ...this.watched.panels.map((panel) => seriesOf(panel, reel).last(this.#axis)));
  }

  /** The step each panel shows. */
  steps(reel: Reel): number[] {
    return this.watched.panels.map((panel) => panel.viewed[reel] ?? Math.floor(seriesOf(panel, reel).last('step')));
  }

  scrub(reel: Reel, position: number): void {
    this.#playing = null;
    this.#look(reel, position);
    if (reel === 'training') void this.#fetch();
  }

  /** To the next instant that any panel remembers, forwards or backwards. */
  nudge(reel: Reel, by: 1 | -1): void {
    const end = this.end(reel);
    const from = this.at(reel) ?? end;
    if (this.#axis === 'seconds') return this.scrub(reel, from + by * NUDGE * end);
    const steps = this.watched.panels.flatMap(({ tapes }) =>
      (reel === 'training' ? tapes.fields : tapes.particles).instants.map(({ step }) => step),
    );
    const beyond = steps.filter((step) => (by > 0 ? step > from : step < from));
    const next = by > 0 ? Math.min(...beyond) : Math.max(...beyond);
    if (Number.isFinite(next)) this.scrub(reel, next);
  }

  live(reel: Reel): void {
    if (this.#playing === reel) this.#playing = null;
    this.#set(reel, null);
  }

  /** Play the reel back from where it is looked at, or from its beginning. */
  play(reel: Reel): void {
    const from = this.at(reel);
    this.scrub(reel, from === null || from >= this.end(reel) ? 0 : from);
    this.#playing = reel;
    this.#ticked = null;
  }

  hold(): void {
    this.#playing = null;
  }

  /** Called on every frame while it plays. */
  tick(now: number): void {
    const reel = this.#playing;
    if (reel === null) return;
    const passed = this.#ticked === null ? 0 : now - this.#ticked;
    this.#ticked = now;
    const end = this.end(reel);
    const position = (this.#at[reel] ?? 0) + (end * passed) / REPLAY_MS;
    if (position < end) this.#look(reel, position);
    else if (this.looping) this.#look(reel, 0);
    else this.live(reel);
  }

  #look(reel: Reel, position: number): void {
    this.#set(reel, Math.min(this.end(reel), Math.max(0, position)));
  }

  #set(reel: Reel, position: number | null): void {
    this.#at = { ...this.#at, [reel]: position };
    const now = this.now();
    for (const panel of this.watched.panels) {
      panel.view(reel, this.#stepOf(panel, reel, position), now);
      if (reel === 'training') this.#measure(panel);
    }
    this.watched.redraw();
  }

  /** What was not measured then is measured now; the server answers the newest question of a run alone. */
  #measure(panel: Panel): void {
    const { run, unmeasured } = panel;
    if (unmeasured === null) this.#asked.delete(panel);
    else if (this.#asked.get(panel) !== unmeasured) {
      this.#asked.set(panel, unmeasured);
      this.watched.lookBack(run, unmeasured);
    }
  }

  #stepOf(panel: Panel, reel: Reel, position: number | null): number | null {
    if (position === null || this.#axis === 'step') return position;
    return seriesOf(panel, reel).stepAt(position);
  }

  /** What the page did not see the server has: it is asked for every further stretch of training. */
  async #fetch(): Promise<void> {
    const { id, panels } = this.watched;
    if (id === null) return;
    const missing = panels.filter(({ step, tapes }) => step > STRETCH * tapes.asked);
    await Promise.all(missing.map((panel) => this.#fill(id, panel)));
  }

  async #fill(id: string, panel: Panel): Promise<void> {
    const { tapes } = panel;
    const life = tapes.lives;
    tapes.asked = panel.step;
    try {
      const frames = await this.fetchTape(id, panel.run);
      if (tapes.lives === life) tapes.fields.merge(frames);
      this.#fault = null;
    } catch (error) {
      tapes.asked = 0;
      this.#fault = error instanceof Error ? error.message : String(error);
    }
    const position = this.#at.training;
    if (position === null) return;
    panel.view('training', this.#stepOf(panel, 'training', position), this.now());
    this.#measure(panel);
    this.watched.redraw();
  }
}

/** Figures tell how far a panel has come; reading its newest ones makes whoever asks follow them. */
function seriesOf(panel: Panel, reel: Reel): Series {
  void (reel === 'training' ? panel.metrics : panel.walkedStep);
  return reel === 'training' ? panel.series : panel.tapes.walked;
}
