/** What the user wants on the page, and the care that the server has it: drawing -> preview -> experiment -> link. */

import type { Demonstration, ExperimentSpec, RunSpec, SamplerSpec, Scene } from '../../protocol/generated';
import type { Api } from '../../stream/api';
import { HttpShelf, type Shelf } from '../../stream/shelf';
import type { OpenStream } from '../../stream/socket';
import { Bookmark, type Address } from '../../link/bookmark';
import { Catalogue } from '../../desk/catalogue.svelte';
import { Comparison } from '../../desk/comparison.svelte';
import { Drawing } from '../../pad/drawing.svelte';
import { Experiment } from '../../live/experiment.svelte';
import { Parts } from '../../dial/parts.svelte';
import { NoiseDial } from '../../dial/noise.svelte';
import { WeightDial } from '../../dial/weight.svelte';
import { LensView } from '../../sight/lens.svelte';
import { entryIn, linkFault, readLink, writeLink } from '../../link/link';
import { Paces } from '../../desk/paces.svelte';
import { Playback } from '../../live/playback.svelte';
import { Presets } from '../../pad/presets.svelte';
import { Preview } from '../../pad/preview.svelte';
import { Rest } from '../../pad/rest';
import { Repeat, type Subject } from '../../live/repeat.svelte';
import { leaveExperts } from '../../desk/experts';
import { sceneOf, show } from '../../desk/scene';
import { addedLayers } from '../../sight/added';
import { Sight } from '../../sight/sight.svelte';
import type { Steps } from '../../pad/steps.svelte';
import { isBlank, isTarget, type Target } from '../../pad/target';
import { openedWith, reopened, withoutLinkedPanels } from './beginning';
import { Showing } from './showing.svelte';
import { choiceOf, Workspace } from '../../desk/workspace.svelte';

/** The two that the first lesson compares: no noise, and one level of it. */
export const FIRST_RUNS: readonly RunSpec[] = [
  { objective: 'score-matching' },
  { objective: 'denoising-score-matching' },
];
export const FIRST_TARGET: Target = { kind: 'preset', name: 'two-gaussians' };
/** From everywhere alike: what plain Langevin makes of the shares is the lesson. */
export const FIRST_SAMPLER: SamplerSpec = { sampler: 'langevin', init: 'uniform' };

export class Session {
  readonly drawing: Drawing;
  readonly preview: Preview;
  readonly experiment: Experiment;
  readonly catalogue: Catalogue;
  readonly presets: Presets;
  readonly lens: LensView;
  readonly workspace: Workspace;
  readonly playback: Playback;
  readonly comparison: Comparison;
  /** How all panels are looked at. */
  readonly sight: Sight;
  readonly paces: Paces;
  /** The weight of a mode, dragged. */
  readonly weight: WeightDial;
  /** The noise that pictures show. */
  readonly noise: NoiseDial;
  readonly #bookmark: Bookmark;
  readonly showing: Showing;
  #putting = false;
  /** A sentence about what of the page's link, or of a scene, could not be taken; null when there is nothing to say. */
  linkFault: string | null = $state(null);
  /** The name of a demonstration that the page begins with; null for what the link or the drawing says. */
  opensWith: string | null = null;
  /** Whether panels or the sampler come from the link. */
  readonly #linkedPanels: boolean;
  /** Untrained runs take the drawing when the hand rests. */
  readonly #rest = new Rest(
    () => this.drawing.busy,
    () => void this.#settle(),
  );

  /** The entry of the gallery that the link names. */
  readonly #entry: string | null;

  constructor(
    api: Api,
    open: OpenStream,
    address: Address,
    private readonly shelf: Pick<Shelf, 'reopen' | 'scene'> = new HttpShelf(),
  ) {
    this.#entry = entryIn(address.read());
    const linked = readLink(address.read());
    this.linkFault = linkFault(address.read());
    this.#linkedPanels = Boolean(linked.processes?.length || linked.common);
    // what the page begins with is no step of the hand that could be taken back
    this.drawing = isTarget(linked.subject) ? new Drawing(linked.subject) : new Drawing();
    if (!linked.subject && this.drawing.blank) this.drawing = new Drawing(FIRST_TARGET);
    this.preview = new Preview(api);
    this.catalogue = new Catalogue(api);
    this.presets = new Presets(api);
    const parts = new Parts(api);
    this.noise = new NoiseDial(this.preview, parts);
    this.weight = new WeightDial(this.drawing, this.preview, parts);
    this.experiment = new Experiment(api, open);
    this.paces = new Paces(this.experiment);
    const choices = FIRST_RUNS.map((run) => choiceOf(run));
    this.workspace = new Workspace(this.experiment, choices, FIRST_SAMPLER, this.drawing.steps);
    this.playback = new Playback(this.experiment, (id, run) => api.tape(id, run));
    this.comparison = new Comparison(
      () => this.experiment.panels,
      () => this.catalogue.measures,
      () => this.#subjects,
      this.playback,
      new Repeat(api, open),
    );
    const keys = () => this.workspace.panels.map(({ key }) => key);
    this.sight = new Sight(this.experiment, keys, () => this.#added);
    const looks = () => this.experiment.panels.map(({ look }) => look);
    this.lens = new LensView(null, looks, (name) => this.catalogue.lens(name)?.schema);
    this.showing = new Showing(this, api);
    show(linked, this);
    this.experiment.lookThrough(this.lens.choice);
    this.#bookmark = new Bookmark(
      address,
      () => this.link,
      // until the runs have taken the drawing, they are not what the link says
      () => (this.#rest.owed ? null : this.experiment.id),
    );
    this.#listen();
  }

  /** What follows from what the user does; nearly all of it is in the link. */
  #listen(): void {
    const note = () => this.#bookmark.note();
    this.drawing.stroked.add((target) => this.preview.glance(target));
    this.drawing.changed.add((target) => void this.#targetChanged(target));
    this.workspace.changed.add(() => this.endStory());
    this.lens.changed.add((lens) => this.experiment.lookThrough(lens));
    for (const { changed } of [this.workspace, this.paces, this.sight]) changed.add(note);
    this.lens.changed.add(note);
  }

  get story(): Demonstration | null {
    return this.showing.story;
  }

  /** Set the page up as a demonstration wants it, and train. `folded`: with the page to itself. */
  async play(story: Demonstration, { folded = false } = {}): Promise<void> {
    this.linkFault = (await this.showing.play(story, folded)) ?? this.linkFault;
  }

  /** Show a scene without asking anything of an experiment. */
  put(scene: Scene): void {
    this.#putting = true;
    try {
      show(scene, this);
    } finally {
      this.#putting = false;
    }
    void this.preview.ask(this.drawing.target);
  }

  get steps(): Steps {
    return this.drawing.steps;
  }

  endStory(): void {
    this.showing.end();
  }

  /** The page shows an experiment that lived on without it. */
  returned(): void {
    this.#bookmark.note();
    this.paces.limit();
  }

  /** What is on the page now. */
  get scene(): Scene {
    return sceneOf(this);
  }

  /** The link to it. */
  get link(): string {
    return writeLink(this.scene);
  }

  /** Come back to the experiment this tab was watching, or make a new one. */
  async start(): Promise<void> {
    const known = this.catalogue.load();
    void this.preview.ask(this.drawing.target);
    const visited = this.#bookmark.visited();
    if (visited) {
      this.experiment.attach(visited);
      return this.paces.limit();
    }
    if (this.#entry !== null && (await reopened(this, this.shelf, this.#entry))) return;
    if (this.opensWith !== null && (await openedWith(this, this.opensWith, known))) return;
    if (await this.renew()) return;
    await known;
    // a server that is reached and refuses: the link names what another version has
    if (!this.catalogue.fault && this.#linkedPanels) await withoutLinkedPanels(this, FIRST_RUNS, FIRST_SAMPLER);
  }

  /** A new experiment for what is wanted now; false if there is nothing to learn or the server refuses. */
  async renew(): Promise<boolean> {
    this.#rest.forget();
    if (this.drawing.blank) return false;
    const begun = await this.experiment.begin(this.#spec());
    if (!begun) return false;
    this.#bookmark.note();
    this.paces.limit();
    return true;
  }

  get #isSettled(): boolean {
    return this.experiment.panels.length > 0 && !this.#rest.owed;
  }

  /** The experiment on the server that is what the page shows, made if need be; null if there is nothing to learn. */
  async settled(): Promise<string | null> {
    return this.#isSettled || (await this.renew()) ? this.experiment.id : null;
  }

  /** Leave for an experiment that is alive on the server; the one here stays alive to come back to. */
  turnTo(id: string, scene: Scene): void {
    this.#bookmark.turnTo(id, writeLink(scene));
  }

  train(): void {
    this.#ensured(() => this.experiment.train());
  }

  /** Begin all training again: with the same initial weights and noise, or with those of the next seed. */
  restart(seed: 'same' | 'new'): void {
    this.playback.live('training');
    if (seed === 'new') this.workspace.reseed();
    else this.experiment.restart('start');
  }

  /** Fresh particles in every panel, each by its own sampler or the common one. */
  sample(): void {
    this.playback.live('sampling');
    this.#ensured(() => this.workspace.walk());
  }

  /** One more point for particles to start from; they start at once. */
  startAt(x: number, y: number): void {
    this.workspace.aim(x, y);
    this.sample();
  }

  #ensured(action: () => void): void {
    if (this.#isSettled) action();
    else void this.renew().then((begun) => begun && this.experiment.whenOpen(action));
  }

  async #targetChanged(target: Target): Promise<void> {
    if (this.#putting) return;
    this.endStory();
    if (target.kind !== 'product') leaveExperts(this.workspace);
    this.#bookmark.note();
    this.#rest.forget();
    if (isBlank(target) || !this.experiment.untouched || this.experiment.panels.length === 0) this.#retarget(target);
    else this.#rest.owe();
    await this.preview.ask(target);
  }

  #retarget(target: Target): void {
    if (isBlank(target)) return;
    if (this.experiment.panels.length > 0) this.experiment.retarget(target);
    else void this.renew();
  }

  /** Runs that have taken no step begin anew in their places, as if the drawing had been theirs from the start. */
  async #settle(): Promise<void> {
    this.#bookmark.note();
    if (this.preview.fault) return;
    if (this.experiment.link.phase === 'open') this.#retarget(this.drawing.target);
    else await this.renew();
  }

  /** One object until the catalogue or what panels learn changes. */
  readonly #added = $derived.by(() => {
    const networks = this.workspace.runs.map(({ architecture }) => architecture);
    return addedLayers(this.catalogue.processes, networks);
  });

  /** The panels as they would be repeated with other seeds. */
  get #subjects(): Subject[] {
    return this.workspace.panels.map(({ run }, place) => {
      const panel = this.experiment.panels[place];
      const steps = panel?.step || (panel?.state.n_steps ?? 0);
      const walk = { sampler: this.workspace.samplerOf(place), walked: panel?.walkedStep ?? 0 };
      const measured = { training: panel?.series.steps ?? [], sampling: panel?.tapes.walked.steps ?? [] };
      return { run, target: this.drawing.target, steps, ...walk, measured };
    });
  }

  #spec(): ExperimentSpec {
    const { panels } = this.workspace;
    return {
      target: this.drawing.target,
      panels: panels.map(({ run }, place) => ({ run, sampler: this.workspace.samplerOf(place) })),
    };
  }
}
