/** What the user wants to compare: panels in their order, each a run that walks by the common sampler or its own. */

import { Signal } from '../lib/signal';
import { MAX_RUNS, type ExperimentInfo, type PanelSpec, type RunSpec, type SamplerSpec } from '../protocol/generated';
import type { Experiment } from '../live/experiment.svelte';
import type { Scalar } from '../live/orders';
import { Steps } from '../pad/steps.svelte';
import type { Standing } from '../stream/api';

export interface PanelChoice {
  /** Stays with the panel wherever it is moved; means nothing outside this page. */
  readonly key: number;
  readonly run: RunSpec;
  /** The panel's own sampler; null follows the common one. */
  readonly sampler: SamplerSpec | null;
}

/** A panel that may come and go, and the run that is its own. */
interface Guest {
  choice: PanelChoice;
  run: string;
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
    /** Where what is done to panels can be taken back. */
    private readonly steps = new Steps(),
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

  async #add(choice: PanelChoice, at: number): Promise<boolean> {
    if (this.experiment.panels.length === 0) return this.#insert(choice, at);
    const guest = await this.#invite(choice, { at });
    if (guest) this.steps.did({ undo: () => this.#dismiss(guest), redo: () => this.#bring(guest, { at }) });
    return guest !== null;
  }

  /** While there is nothing to learn, those of the page are all there are. */
  #insert(choice: PanelChoice, at: number): boolean {
    const [before, after] = [this.#panels, [...this.#panels.slice(0, at), choice, ...this.#panels.slice(at)]];
    const put = (panels: readonly PanelChoice[]) => {
      this.#panels = panels;
      return this.#told(true);
    };
    this.steps.did({ undo: () => put(before), redo: () => put(after) });
    return put(after);
  }

  async remove(place: number): Promise<void> {
    const guest = this.#guestAt(place);
    if (!guest || !(await this.#dismiss(guest))) return;
    this.steps.did({ undo: () => this.#bring(guest, { at: place }), redo: () => this.#dismiss(guest) });
  }

  /** Put the panel at place `from` where place `to` is. */
  async move(from: number, to: number): Promise<void> {
    if (!(await this.#shift(from, to))) return;
    this.steps.did({ undo: () => this.#shift(to, from), redo: () => this.#shift(from, to) });
  }

  async #shift(from: number, to: number): Promise<boolean> {
    const panels = [...this.experiment.panels];
    const [panel] = panels.splice(from, 1);
    if (!panel || to < 0 || to > panels.length) return false;
    panels.splice(to, 0, panel);
    return this.#told(await this.experiment.arrange(panels));
  }

  /** Give the panel at a place another objective, model or settings: one that has learnt makes way for a new one. */
  respecify(place: number, run: RunSpec): void {
    const [choice, panel] = [this.#panels[place], this.experiment.panels[place]];
    if (!choice) return;
    if (panel && panel.step > 0) return void this.#exchange(place, { ...choice, run });
    const { key, run: before } = choice;
    this.#respec(key, run);
    this.steps.did({ undo: () => this.#respec(key, before), redo: () => this.#respec(key, run) });
  }

  #respec(key: number, run: RunSpec): boolean {
    const place = this.#panels.findIndex((panel) => panel.key === key);
    this.#change(place, (panel) => ({ ...panel, run }));
    if (this.experiment.panels[place]) this.experiment.respec(this.experiment.panels[place], run);
    return this.#told(true);
  }

  async #exchange(place: number, choice: PanelChoice): Promise<void> {
    const [before, walked] = [this.#guestAt(place), this.#walks(place)];
    const guest = before && (await this.#invite(choice, { instead: before.run }));
    if (!before || !guest) return;
    if (walked) this.walk((at) => at === place);
    this.steps.did({
      undo: () => this.#bring(before, { instead: guest.run }),
      redo: () => this.#bring(guest, { instead: before.run }),
    });
  }

  #guestAt(place: number): Guest | null {
    const [choice, panel] = [this.#panels[place], this.experiment.panels[place]];
    return choice && panel ? { choice, run: panel.run } : null;
  }

  /** A new panel; null if the server refuses it. */
  async #invite(choice: PanelChoice, where: Standing): Promise<Guest | null> {
    const guest = { choice, run: '' };
    return (await this.#enter(guest, () => this.experiment.add(this.#specOf(choice), where))) ? guest : null;
  }

  #bring(guest: Guest, where: Standing): Promise<boolean> {
    return this.#enter(guest, () => this.experiment.restore(guest.run, this.#specOf(guest.choice), where));
  }

  /** The run that is new after the server was asked is the guest's. */
  async #enter(guest: Guest, ask: () => Promise<boolean>): Promise<boolean> {
    const before = this.experiment.panels.map(({ run }) => run);
    this.#coming = guest.choice;
    const came = await ask();
    this.#coming = null;
    guest.run = this.experiment.panels.find(({ run }) => !before.includes(run))?.run ?? guest.run;
    return this.#told(came);
  }

  async #dismiss(guest: Guest): Promise<boolean> {
    const place = this.experiment.panels.findIndex(({ run }) => run === guest.run);
    const panel = this.experiment.panels[place];
    guest.choice = this.#panels[place] ?? guest.choice;
    return panel ? this.#told(await this.experiment.drop(panel)) : false;
  }

  #told(done: boolean): boolean {
    if (done) this.changed.send();
    return done;
  }

  #specOf({ run, sampler }: PanelChoice): PanelSpec {
    return { run, sampler: sampler ?? this.#sampler };
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
