/** What the user wants on the page, and the care that the server has it: drawing -> preview -> experiment -> link. */

import type { Demonstration, ExperimentSpec, RunSpec, SamplerSpec } from '../protocol/generated';
import type { Api } from '../stream/api';
import type { OpenStream } from '../stream/socket';
import { Catalogue } from './catalogue.svelte';
import { Drawing } from './drawing.svelte';
import { Experiment, type Scalar } from './experiment.svelte';
import { LensView, type SharedMap } from './lens.svelte';
import { linkFault, readLink, writeLink, type Linked } from './link';
import { Presets } from './presets.svelte';
import { Preview } from './preview.svelte';
import { recall, remember } from './storage';
import { isBlank, type Target } from './target';

/** The two that the first lesson compares: no noise, and one level of it. */
export const FIRST_RUNS: readonly RunSpec[] = [
  { objective: 'score-matching' },
  { objective: 'denoising-score-matching' },
];
export const FIRST_TARGET: Target = { kind: 'preset', name: 'two-gaussians' };
/** Steps per second; what the server starts with. */
const FIRST_PACE = 60;
export const FIRST_SAMPLER: SamplerSpec = { sampler: 'langevin', init: 'data' };

/** Pause after the last stroke before untrained runs are made anew for it, milliseconds. */
const SETTLE = 250;
/** Of the points that were clicked to start from, how many are kept. */
const MOST_STARTS = 50;
/** Browsers refuse more than about a hundred address changes in half a minute. */
const LINK_PAUSE = 400;

interface Visit {
  readonly id: string;
  readonly hash: string;
}

export interface Address {
  read(): string;
  write(hash: string): void;
}

export class Session {
  readonly drawing: Drawing;
  readonly preview: Preview;
  readonly experiment: Experiment;
  readonly catalogue: Catalogue;
  readonly presets: Presets;
  readonly lens: LensView;
  #runs: readonly RunSpec[] = $state.raw(FIRST_RUNS);
  /** The demonstration on show; its panels have samplers of their own. */
  #story: Demonstration | null = $state.raw(null);
  #sampler: SamplerSpec = $state.raw(FIRST_SAMPLER);
  readonly #map: SharedMap | null = $derived.by(() =>
    this.lens.choice ? this.lens.shared(this.experiment.panels.map(({ look }) => look)) : null,
  );
  #pace = $state(FIRST_PACE);
  /** A sentence about what of the page's link could not be taken; null when there is nothing to say. */
  linkFault: string | null = $state(null);
  /** Whether particles are coloured by the density they are in. */
  tinted = $state(false);
  #settling: ReturnType<typeof setTimeout> | undefined;
  #linking: ReturnType<typeof setTimeout> | undefined;

  constructor(
    api: Api,
    open: OpenStream,
    private readonly address: Address,
  ) {
    const linked = readLink(address.read());
    this.linkFault = linkFault(address.read());
    this.#pace = linked.pace ?? FIRST_PACE;
    this.#runs = linked.runs.length > 0 ? linked.runs : FIRST_RUNS;
    this.#sampler = linked.sampler ?? FIRST_SAMPLER;
    this.drawing = linked.target ? new Drawing(linked.target) : new Drawing();
    if (!linked.target && this.drawing.blank) this.drawing = new Drawing(FIRST_TARGET);
    this.preview = new Preview(api);
    this.catalogue = new Catalogue(api);
    this.presets = new Presets(api);
    this.experiment = new Experiment(api, open);
    this.lens = new LensView(linked.lens);
    this.experiment.lookThrough(linked.lens);
    this.lens.onchange = (lens) => {
      this.experiment.lookThrough(lens);
      this.#note();
    };
    this.drawing.onstroke = (target) => this.preview.glance(target);
    this.drawing.onchange = (target) => void this.#targetChanged(target);
  }

  /** The panels as the user wants them; the experiment has them as soon as there is something to learn. */
  get runs(): readonly RunSpec[] {
    return this.#runs;
  }

  get sampler(): SamplerSpec {
    return this.#sampler;
  }

  /** Steps per second at which samplers walk, at most. */
  get pace(): number {
    return this.#pace;
  }

  setPace(stepsPerSecond: number): void {
    this.#pace = stepsPerSecond;
    this.experiment.pace(stepsPerSecond);
    this.#note();
  }

  /** The lens's map on show, on the range that all panels share; null while there is none. */
  get map(): SharedMap | null {
    return this.#map;
  }

  get story(): Demonstration | null {
    return this.#story;
  }

  /** Set the page up as a demonstration wants it, and train; sampling follows when all panels have learnt. */
  async play(story: Demonstration): Promise<void> {
    this.drawing.choose(story.target as Target);
    this.#runs = story.panels.map(({ run }) => run);
    this.#sampler = story.panels[0]?.sampler ?? FIRST_SAMPLER;
    this.#story = story;
    this.lens.choose(story.lens);
    if (await this.renew()) this.experiment.whenOpen(() => this.experiment.train());
  }

  endStory(): void {
    this.#story = null;
  }

  /** The link to what is on the page now. */
  get link(): string {
    return writeLink(this.#linked());
  }

  /** Come back to the experiment this tab was watching, or make a new one. */
  async start(): Promise<void> {
    void this.catalogue.load();
    void this.preview.ask(this.drawing.target);
    const visit = recall('visit', isVisit, 'tab');
    if (visit && visit.hash === this.address.read()) this.experiment.attach(visit.id);
    else await this.renew();
  }

  /** A new experiment for what is wanted now; false if there is nothing to learn or the server refuses. */
  async renew(): Promise<boolean> {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    if (this.drawing.blank) return false;
    const begun = await this.experiment.begin(this.#spec());
    if (begun) this.#note();
    if (begun && this.#pace !== FIRST_PACE) this.experiment.whenOpen(() => this.experiment.pace(this.#pace));
    return begun;
  }

  train(): void {
    this.#ensured(() => this.experiment.train());
  }

  sample(): void {
    this.#ensured(() => this.experiment.sample(this.#story ? null : this.#sampler));
  }

  /** Give panel `index` another objective, model or settings; it begins again. */
  respecify(index: number, run: RunSpec): void {
    this.endStory();
    this.#runs = this.#runs.map((before, at) => (at === index ? run : before));
    const panel = this.experiment.panels[index];
    if (panel) this.experiment.respec(panel, run);
    this.#note();
  }

  /** Another sampler or start: it takes effect with the next walk, at once if particles are walking. */
  resample(sampler: SamplerSpec): void {
    this.endStory();
    this.#sampler = sampler;
    if (this.experiment.walk === 'walking') this.experiment.sample(sampler);
    this.#note();
  }

  /** One more point for particles to start from; they start at once. */
  startAt(x: number, y: number): void {
    const points = [...(this.#sampler.points ?? []), [x, y] as [number, number]].slice(-MOST_STARTS);
    this.endStory();
    this.#sampler = { ...this.#sampler, init: 'points', points };
    this.sample();
  }

  /** Settings of the sampler, taken over by particles that are walking without a new start. */
  tune(settings: Record<string, Scalar>): void {
    this.#sampler = { ...this.#sampler, settings };
    if (this.experiment.walk === 'walking') this.experiment.tune(settings);
    this.#note();
  }

  #ensured(action: () => void): void {
    const settled = this.experiment.panels.length > 0 && this.#settling === undefined;
    if (settled) action();
    else void this.renew().then((begun) => begun && this.experiment.whenOpen(action));
  }

  async #targetChanged(target: Target): Promise<void> {
    this.endStory();
    this.#note();
    clearTimeout(this.#settling);
    this.#settling = undefined;
    if (isBlank(target) || !this.experiment.untouched || this.experiment.panels.length === 0) this.#retarget(target);
    else this.#settling = setTimeout(() => void this.#settle(), SETTLE);
    await this.preview.ask(target);
  }

  #retarget(target: Target): void {
    if (isBlank(target)) return;
    if (this.experiment.panels.length > 0) this.experiment.retarget(target);
    else void this.renew();
  }

  async #settle(): Promise<void> {
    this.#settling = undefined;
    if (!this.preview.fault) await this.renew();
  }

  #spec(): ExperimentSpec {
    return {
      target: this.drawing.target,
      panels: this.#runs.map((run, at) => ({ run, sampler: this.#story?.panels[at]?.sampler ?? this.#sampler })),
    };
  }

  /** Write the link and remember which experiment belongs to it, not more often than browsers allow. */
  #note(): void {
    clearTimeout(this.#linking);
    this.#linking = setTimeout(() => {
      const hash = this.link;
      this.address.write(hash);
      if (this.experiment.id) remember('visit', { id: this.experiment.id, hash } satisfies Visit, 'tab');
    }, LINK_PAUSE);
  }

  #linked(): Linked {
    return {
      target: this.drawing.target,
      runs: this.#runs,
      sampler: this.#sampler,
      lens: this.lens.choice,
      pace: this.#pace === FIRST_PACE ? null : this.#pace,
    };
  }
}

function isVisit(value: unknown): value is Visit {
  return typeof value === 'object' && value !== null && 'id' in value && 'hash' in value;
}
