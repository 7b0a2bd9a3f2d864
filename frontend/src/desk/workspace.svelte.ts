/** What the user wants to compare: panels in their order, each a run that walks by the common sampler or its own. */

import { Signal } from '../lib/signal';
import { MAX_RUNS, type ExperimentInfo, type RunSpec, type SamplerSpec } from '../protocol/generated';
import type { Experiment } from '../live/experiment.svelte';
import type { Scalar } from '../live/orders';

export interface PanelChoice {
  /** Stays with the panel wherever it is moved; means nothing outside this page. */
  readonly key: number;
  readonly run: RunSpec;
  /** The panel's own sampler; null follows the common one. */
  readonly sampler: SamplerSpec | null;
}

type Which = (place: number) => boolean;

/** Of the points that were clicked to start from, how many are kept. */
const MOST_STARTS = 50;

let keys = 0;

export function choiceOf(run: RunSpec, sampler: SamplerSpec | null = null): PanelChoice {
  keys += 1;
  return { key: keys, run, sampler };
}

export class Workspace {
  #panels: readonly PanelChoice[] = $state.raw([]);
  #sampler: SamplerSpec = $state.raw({});
  /** The panel that the server is being asked to add. */
  #coming: PanelChoice | null = null;
  /** Told when the user has changed something here. */
  readonly changed = new Signal();

  constructor(
    private readonly experiment: Experiment,
    panels: readonly PanelChoice[],
    sampler: SamplerSpec,
  ) {
    this.#panels = panels;
    this.#sampler = sampler;
    experiment.laidOut.add((before, info) => this.#laidOut(before, info));
  }

  get panels(): readonly PanelChoice[] {
    return this.#panels;
  }

  get runs(): readonly RunSpec[] {
    return this.#panels.map(({ run }) => run);
  }

  /** The sampler of every panel that has none of its own. */
  get sampler(): SamplerSpec {
    return this.#sampler;
  }

  get full(): boolean {
    return this.#panels.length >= MAX_RUNS;
  }

  samplerOf(place: number): SamplerSpec {
    return this.#panels[place]?.sampler ?? this.#sampler;
  }

  /** Another common sampler, without a word to the server. */
  share(sampler: SamplerSpec): void {
    this.#sampler = sampler;
  }

  /** Other panels altogether. Without a common sampler, own ones that are all the same become it. */
  replace(panels: readonly PanelChoice[], common: SamplerSpec | null = null): void {
    if (common) {
      this.#sampler = common;
      this.#panels = panels;
      return;
    }
    const [first] = panels;
    const same = panels.every(({ sampler }) => JSON.stringify(sampler) === JSON.stringify(first?.sampler));
    if (same && first?.sampler) this.#sampler = first.sampler;
    this.#panels = same ? panels.map((panel) => ({ ...panel, sampler: null })) : panels;
  }

  /* Panels: the server first, then here; what it refuses changes nothing --------------------------------------------- */

  /** A copy of the panel at a place, behind it, which then differs in what the user changes. */
  async duplicate(place: number): Promise<boolean> {
    const original = this.#panels[place];
    return original ? this.#add(choiceOf(original.run, original.sampler), place + 1) : false;
  }

  /** One more panel, the last. */
  add(run: RunSpec): Promise<boolean> {
    return this.#add(choiceOf(run), this.#panels.length);
  }

  async #add(panel: PanelChoice, at: number): Promise<boolean> {
    if (this.experiment.panels.length === 0) return this.#insert(panel, at);
    this.#coming = panel;
    const added = await this.experiment.add({ run: panel.run, sampler: panel.sampler ?? this.#sampler }, at);
    this.#coming = null;
    if (added) this.changed.send();
    return added;
  }

  /** While there is nothing to learn the server has no panels yet: those of the page are all there are. */
  #insert(panel: PanelChoice, at: number): boolean {
    this.#panels = [...this.#panels.slice(0, at), panel, ...this.#panels.slice(at)];
    this.changed.send();
    return true;
  }

  async remove(place: number): Promise<void> {
    const panel = this.experiment.panels[place];
    if (panel && (await this.experiment.drop(panel))) this.changed.send();
  }

  /** Put the panel at place `from` where place `to` is. */
  async move(from: number, to: number): Promise<void> {
    const panels = [...this.experiment.panels];
    const [panel] = panels.splice(from, 1);
    if (!panel || to < 0 || to > panels.length) return;
    panels.splice(to, 0, panel);
    if (await this.experiment.arrange(panels)) this.changed.send();
  }

  /** Give the panel at a place another objective, model or settings; it begins again. */
  respecify(place: number, run: RunSpec): void {
    this.#change(place, (panel) => ({ ...panel, run }));
    const panel = this.experiment.panels[place];
    if (panel) this.experiment.respec(panel, run);
    this.changed.send();
  }

  /** Begin all panels again, each from the next seed. */
  reseed(): void {
    this.#panels = this.#panels.map((panel) => ({ ...panel, run: { ...panel.run, seed: (panel.run.seed ?? 0) + 1 } }));
    this.experiment.restart('new-seed');
    this.changed.send();
  }

  /** Panels follow what the server has: known ones move with their runs, others are what the server says. */
  #laidOut(before: readonly string[], { runs, spec }: ExperimentInfo): void {
    // a page that has just come knows its panels from its link, in the same order
    if (before.length === 0 && runs.length === this.#panels.length) return;
    this.#panels = runs.map(({ run }, place) => {
      const { run: wanted, sampler } = spec.panels[place] ?? {};
      return this.#panels[before.indexOf(run)] ?? this.#coming ?? choiceOf(wanted ?? {}, sampler ?? null);
    });
  }

  /* Samplers --------------------------------------------------------------------------------------------------------- */

  /** Fresh particles in these panels, each by its own sampler or the common one. */
  walk(which: Which = () => true): void {
    const places = [...this.#panels.keys()].filter(which);
    const followers = places.filter((place) => this.#panels[place]?.sampler === null);
    if (followers.length > 0) this.experiment.sample(this.#sampler, this.#named(followers));
    for (const place of places) {
      const own = this.#panels[place]?.sampler;
      if (own) this.experiment.sample(own, this.#named([place]));
    }
  }

  /** Another common sampler or start: it takes effect with the next walk, at once where particles are walking. */
  resample(sampler: SamplerSpec): void {
    this.#sampler = sampler;
    this.walk((place) => this.#follows(place) && this.#walks(place));
    this.changed.send();
  }

  /** Give one panel a sampler of its own; null makes it follow the common one again. */
  resampleOne(place: number, sampler: SamplerSpec | null): void {
    this.#change(place, (panel) => ({ ...panel, sampler }));
    this.walk((at) => at === place && this.#walks(place));
    this.changed.send();
  }

  /** One more point for particles to start from at the next walk. */
  aim(x: number, y: number): void {
    const points = [...(this.#sampler.points ?? []), [x, y] as [number, number]].slice(-MOST_STARTS);
    this.#sampler = { ...this.#sampler, init: 'points', points };
    this.changed.send();
  }

  /** Settings of the common sampler, taken over by particles that are walking without a new start. */
  tune(settings: Record<string, Scalar>): void {
    this.#sampler = { ...this.#sampler, settings };
    this.#tune(settings, (place) => this.#follows(place));
  }

  tuneOne(place: number, settings: Record<string, Scalar>): void {
    this.#change(place, (panel) => ({ ...panel, sampler: { ...this.samplerOf(place), settings } }));
    this.#tune(settings, (at) => at === place);
  }

  #tune(settings: Record<string, Scalar>, which: Which): void {
    const places = [...this.#panels.keys()].filter((place) => which(place) && this.#walks(place));
    if (places.length > 0) this.experiment.tune(settings, this.#named(places));
    this.changed.send();
  }

  #follows(place: number): boolean {
    return this.#panels[place]?.sampler === null;
  }

  #walks(place: number): boolean {
    return this.experiment.panels[place]?.state.sampling === 'walking';
  }

  /** The runs at these places; empty, which means all, when they are all there are. */
  #named(places: readonly number[]): string[] {
    const { panels } = this.experiment;
    return places.length === panels.length ? [] : places.flatMap((place) => panels[place]?.run ?? []);
  }

  #change(place: number, change: (panel: PanelChoice) => PanelChoice): void {
    this.#panels = this.#panels.map((panel, at) => (at === place ? change(panel) : panel));
  }
}
