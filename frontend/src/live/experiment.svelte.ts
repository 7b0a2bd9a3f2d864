/** The experiment on the page: its panels, its stream, and everything that can be asked of it. */

import { Signal } from '../lib/signal';
import type {
  AnyCommand,
  AnyEvent,
  ExperimentInfo,
  ExperimentSpec,
  PanelSpec,
  Probed,
  RunSpec,
  Taught,
  Watched,
} from '../protocol/generated';
import type { Api, Standing } from '../stream/api';
import type { Frame } from '../stream/decoder';
import type { OpenStream, Stream, StreamState } from '../stream/socket';
import { Orders, type Origin } from './orders';
import type { Panel } from './panel.svelte';
import { PanelList, type Stage, type Walk } from './panels.svelte';
import { receive } from './receive';
import { restored } from './restored';
import { Wanted, type LensChoice } from './wanted';

export class Experiment extends Orders {
  readonly #panels = new PanelList();
  #link: StreamState = $state.raw({ phase: 'closed', words: '' });
  #id: string | null = $state.raw(null);
  #starting = $state(false);
  #notice: string | null = $state.raw(null);
  #stream: Stream | null = null;
  readonly #wanted = new Wanted();
  /** Told of every answer to a probe. */
  readonly probed = new Signal<[answer: Probed]>();
  /** Told of single steps that somebody looks at: of a particle, and of training. */
  readonly stepped = new Signal<[step: Watched | Taught]>();
  /** Told that there is something new to draw: the page's animation loop listens. */
  readonly fresh = new Signal();
  /** Told of panels that came, went or moved: the runs as they stood, and the experiment as it stands. */
  readonly laidOut = new Signal<[before: readonly string[], info: ExperimentInfo]>();
  #waiting: (() => void)[] = [];

  constructor(
    private readonly api: Api,
    private readonly open: OpenStream,
    private readonly now: () => number = () => performance.now(),
  ) {
    super();
  }

  /** What is shown has changed here, not on the server. */
  redraw(): void {
    this.fresh.send();
  }

  get id(): string | null {
    return this.#id;
  }

  get panels(): readonly Panel[] {
    return this.#panels.all;
  }

  get link(): StreamState {
    return this.#link;
  }

  /** A sentence the server said about the last command or attempt; null when there is nothing to say. */
  get notice(): string | null {
    return this.#notice;
  }

  get stage(): Stage {
    return this.#starting ? 'starting' : this.#panels.stage;
  }

  get walk(): Walk {
    return this.#panels.walk;
  }

  /** Whether no run has taken a step yet, so that nothing is lost by making the experiment anew. */
  get untouched(): boolean {
    return this.#panels.untouched;
  }

  /** Make an experiment on the server and follow it; the one before is left and removed. */
  async begin(spec: ExperimentSpec): Promise<boolean> {
    const before = this.#id;
    this.#starting = true;
    try {
      const info = await this.api.create(spec);
      this.#follow(info.id);
      this.#panels.adopt(info);
      if (before) this.api.remove(before).catch(() => undefined); // it may be gone already: that is what was wanted
      this.#notice = null;
      return true;
    } catch (error) {
      this.#notice = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.#starting = false;
    }
  }

  /** Follow an experiment that runs already. */
  attach(id: string): void {
    this.#follow(id);
  }

  /** Now if the stream is open, else as soon as it is. */
  whenOpen(action: () => void): void {
    if (this.#link.phase === 'open') action();
    else this.#waiting.push(action);
  }

  /** One more panel, or one in the place of another; false if the server refuses. */
  add(panel: PanelSpec, where: Standing): Promise<boolean> {
    return this.#rearrange((id) => this.api.addPanel(id, panel, where));
  }

  /** A panel that was taken off, as it stood; where the server has it no longer, a new one of its kind. */
  restore(run: string, panel: PanelSpec, where: Standing): Promise<boolean> {
    let words: string | null = null;
    const ask = async (id: string) => {
      const { info, words: said } = await restored(this.api, id, { run, panel, where });
      words = said;
      return info;
    };
    return this.#rearrange(ask, () => words);
  }

  drop(panel: Panel): Promise<boolean> {
    return this.#rearrange((id) => this.api.removePanel(id, panel.run));
  }

  arrange(panels: readonly Panel[]): Promise<boolean> {
    const runs = panels.map(({ run }) => run);
    return this.#rearrange((id) => this.api.arrangePanels(id, runs));
  }

  async #rearrange(ask: (id: string) => Promise<ExperimentInfo>, said = (): string | null => null): Promise<boolean> {
    if (this.#id === null) return false;
    try {
      this.#layOut(await ask(this.#id));
      this.#notice = said();
      return true;
    } catch (error) {
      this.#notice = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  #layOut(info: ExperimentInfo): void {
    if (info.id !== this.#id) return;
    const before = this.#panels.runs;
    this.#panels.adopt(info, { layout: true });
    const after = this.#panels.runs;
    if (before.join() === after.join()) return;
    this.laidOut.send(before, info);
    this.#sendView();
    this.fresh.send();
  }

  leave(): void {
    this.#stream?.close();
    this.#stream = null;
    this.#id = null;
    this.#panels.clear();
  }

  readonly retry = (): void => this.#stream?.retry();

  dismiss(): void {
    this.#notice = null;
  }

  /** Begin again; a run that was training when it was asked to, or when its worker died, trains on. */
  restart(origin: Origin, runs: string[] = []): void {
    const named = this.#panels.all.filter(({ run }) => runs.length === 0 || runs.includes(run));
    const eager = named.filter(({ state }) => state.phase === 'training' || state.phase === 'lost');
    this.send({ type: 'restart', origin, runs });
    if (eager.length > 0) this.train(eager.map(({ run }) => run));
  }

  respec(panel: Panel, spec: RunSpec): void {
    if (this.send({ type: 'respec', run: panel.run, spec })) panel.respecified({ ...panel.spec, run: spec });
  }

  /** A hidden page draws nothing, so it asks for nothing: the server then computes no frames for it. */
  show(visible: boolean): void {
    this.#wanted.visible = visible;
    this.#sendView();
  }

  /** Look at all panels through this lens, or through none. */
  lookThrough(lens: LensChoice | null): void {
    const another = lens?.name !== this.#wanted.lens?.name;
    this.#wanted.lens = lens;
    if (another) for (const panel of this.#panels.all) panel.looked(null);
    this.#sendView();
  }

  /** Ask for frames of these kinds beside the field and the particles. */
  want(kinds: readonly string[]): void {
    if (kinds.join() === this.#wanted.layers.join()) return;
    this.#wanted.layers = kinds;
    this.#sendView();
  }

  /** Ask what all panels say of these points; false where there is no connection. */
  probe(question: string, points: [number, number][]): boolean {
    return this.#stream?.send({ type: 'probe', question, points }) ?? false;
  }

  /** Ask for the figures of a run as it was at a step of its tape. */
  lookBack(run: string, step: number): void {
    this.#stream?.send({ type: 'look-back', run, step });
  }

  drawn(frame: Frame): void {
    this.#stream?.drawn(frame.run, frame.kind, frame.seq);
  }

  #follow(id: string): void {
    this.#stream?.close();
    this.#waiting = [];
    this.#link = { phase: 'connecting' };
    this.#id = id;
    const mine = () => this.#id === id;
    this.#stream = this.open(id, {
      event: (event) => mine() && this.#hear(event),
      frame: (frame) => mine() && this.#receive(frame),
      state: (state) => mine() && (this.#link = state),
    });
  }

  #hear(event: AnyEvent): void {
    switch (event.type) {
      case 'hello':
        this.#greet(event.experiment, event.history);
        break;
      case 'layout':
        this.#layOut(event.experiment);
        break;
      case 'status':
        this.#panels.of(event.state.run)?.moved(event.state);
        this.fresh.send();
        break;
      case 'metrics':
        this.#panels.of(event.run)?.measured(event);
        break;
      case 'sample-metrics':
        this.#panels.of(event.run)?.sampled(event);
        break;
      case 'probed':
        this.probed.send(event);
        break;
      case 'watched':
      case 'taught':
        this.stepped.send(event);
        break;
      case 'refused':
        this.#notice = event.message;
        break;
      case 'obeyed':
        break; // this page gives its commands no names
      default:
        throw new Error(`The server said something this page does not know: ${JSON.stringify(event satisfies never)}`);
    }
  }

  #greet(info: ExperimentInfo, history: Extract<AnyEvent, { type: 'hello' }>['history']): void {
    const before = this.#panels.runs;
    this.#panels.adopt(info);
    this.laidOut.send(before, info);
    for (const panel of this.#panels.all) panel.recalled(history.filter(({ run }) => run === panel.run));
    this.#sendView();
    for (const action of this.#waiting.splice(0)) action();
  }

  #receive(frame: Frame): void {
    const panel = this.#panels.of(frame.run);
    if (!panel) return;
    receive(frame, panel, this.#wanted, this.now(), (each) => this.drawn(each));
    this.fresh.send();
  }

  #sendView(): void {
    this.#stream?.send(this.#wanted.view);
  }

  protected send(command: AnyCommand): boolean {
    if (this.#stream?.send(command)) {
      this.#notice = null;
      return true;
    }
    this.#notice = 'The page is not connected to the server; nothing was changed.';
    return false;
  }
}
