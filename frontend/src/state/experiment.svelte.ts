/** The experiment on the page: its panels, its stream, and everything that can be asked of it. */

import type {
  AnyCommand,
  AnyEvent,
  ExperimentInfo,
  ExperimentSpec,
  FrameKind,
  PanelSpec,
  Probed,
  RunSpec,
  SamplerSpec,
  TargetSpec,
} from '../protocol/generated';
import type { Api } from '../stream/api';
import type { Frame } from '../stream/decoder';
import type { OpenStream, Stream, StreamState } from '../stream/socket';
import type { LensChoice } from './lens.svelte';
import { Panel } from './panel.svelte';
import { Wanted } from './wanted';

export type Origin = 'start' | 'new-seed' | 'checkpoint';
export type Scalar = boolean | number | string;

/** What the whole page can be doing; everything the controls offer follows from it. */
export type Stage = 'absent' | 'starting' | 'ready' | 'training' | 'held' | 'finished';

/** What the particles of all panels together are doing. */
export type Walk = 'none' | 'walking' | 'paused';

export class Experiment {
  #panels: readonly Panel[] = $state.raw([]);
  #link: StreamState = $state.raw({ phase: 'closed', words: '' });
  #id: string | null = $state.raw(null);
  #starting = $state(false);
  #notice: string | null = $state.raw(null);
  #stream: Stream | null = null;
  readonly #wanted = new Wanted();
  /** Told of every answer to a probe. */
  onProbed: (answer: Probed) => void = () => {};
  /** Told that there is something new to draw: the page's animation loop listens. */
  onFrame: () => void = () => {};
  #waiting: (() => void)[] = [];

  constructor(
    private readonly api: Api,
    private readonly open: OpenStream,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get id(): string | null {
    return this.#id;
  }

  get panels(): readonly Panel[] {
    return this.#panels;
  }

  get link(): StreamState {
    return this.#link;
  }

  /** A sentence the server said about the last command or attempt; null when there is nothing to say. */
  get notice(): string | null {
    return this.#notice;
  }

  get stage(): Stage {
    if (this.#starting) return 'starting';
    if (this.#panels.length === 0) return 'absent';
    const phases = this.#panels.map(({ state }) => state.phase);
    if (phases.includes('training')) return 'training';
    if (phases.some((phase) => phase === 'queued')) return 'starting';
    if (phases.includes('paused')) return 'held';
    return phases.includes('ready') ? 'ready' : 'finished';
  }

  get walk(): Walk {
    const phases = this.#panels.map(({ state }) => state.sampling);
    if (phases.includes('walking')) return 'walking';
    return phases.includes('paused') ? 'paused' : 'none';
  }

  /** Whether no run has taken a step yet, so that nothing is lost by making the experiment anew. */
  get untouched(): boolean {
    return this.#panels.every((panel) => panel.untouched);
  }

  /** Make an experiment on the server and follow it; the one before is left and removed. */
  async begin(spec: ExperimentSpec): Promise<boolean> {
    const before = this.#id;
    this.#starting = true;
    try {
      const info = await this.api.create(spec);
      this.#follow(info.id);
      this.#adopt(info);
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

  leave(): void {
    this.#stream?.close();
    this.#stream = null;
    this.#id = null;
    this.#panels = [];
  }

  retry(): void {
    this.#stream?.retry();
  }

  dismiss(): void {
    this.#notice = null;
  }

  train(runs: string[] = [], n_steps: number | null = null): void {
    this.#send({ type: 'train', runs, n_steps });
  }

  pause(what: 'training' | 'sampling' | 'both', runs: string[] = []): void {
    this.#send({ type: 'pause', what, runs });
  }

  /** Begin again; a run that was training when it was asked to, or when its worker died, trains on. */
  restart(origin: Origin, runs: string[] = []): void {
    const named = this.#panels.filter(({ run }) => runs.length === 0 || runs.includes(run));
    const eager = named.filter(({ state }) => state.phase === 'training' || state.phase === 'lost');
    this.#send({ type: 'restart', origin, runs });
    if (eager.length > 0) this.train(eager.map(({ run }) => run));
  }

  respec(panel: Panel, spec: RunSpec): void {
    if (this.#send({ type: 'respec', run: panel.run, spec })) panel.respecified({ ...panel.spec, run: spec });
  }

  retarget(target: TargetSpec): void {
    this.#send({ type: 'retarget', target });
  }

  /** Fresh particles everywhere: by this sampler, or with null by each panel's own. */
  sample(sampler: SamplerSpec | null, runs: string[] = []): void {
    this.#send({ type: 'sample', sampler, runs, resume: false });
  }

  resume(runs: string[] = []): void {
    this.#send({ type: 'sample', runs, resume: true });
  }

  tune(settings: Record<string, Scalar>, runs: string[] = []): void {
    this.#send({ type: 'tune', settings, runs });
  }

  pace(steps_per_second: number): void {
    this.#send({ type: 'pace', steps_per_second, runs: [] });
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
    if (another) for (const panel of this.#panels) panel.looked(null);
    this.#sendView();
  }

  /** Ask for frames of these kinds beside the field and the particles. */
  want(kinds: readonly FrameKind[]): void {
    if (kinds.join() === this.#wanted.layers.join()) return;
    this.#wanted.layers = kinds;
    this.#sendView();
  }

  /** Ask what all panels say of these points; false where there is no connection. */
  probe(question: string, points: [number, number][]): boolean {
    return this.#stream?.send({ type: 'probe', question, points }) ?? false;
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
      case 'status':
        this.#panel(event.state.run)?.moved(event.state);
        this.onFrame();
        break;
      case 'metrics':
        this.#panel(event.run)?.measured(event);
        break;
      case 'sample-metrics':
        this.#panel(event.run)?.sampled(event);
        break;
      case 'probed':
        this.onProbed(event);
        break;
      case 'refused':
        this.#notice = event.message;
        break;
      default:
        throw new Error(`The server said something this page does not know: ${JSON.stringify(event satisfies never)}`);
    }
  }

  #greet(info: ExperimentInfo, history: Extract<AnyEvent, { type: 'hello' }>['history']): void {
    this.#adopt(info);
    for (const panel of this.#panels) panel.recalled(history.filter(({ run }) => run === panel.run));
    this.#sendView();
    for (const action of this.#waiting.splice(0)) action();
  }

  /** Panels that are known stay the same objects, so that a reconnection keeps what is on the screen. */
  #adopt(info: ExperimentInfo): void {
    const known = info.runs.every((state, index) => this.#panels[index]?.run === state.run);
    if (!known || info.runs.length !== this.#panels.length) {
      this.#panels = info.runs.map((state, index) => new Panel(index, specOf(info, index), state));
      return;
    }
    info.runs.forEach((state, index) => this.#panels[index]?.moved(state));
  }

  #receive(frame: Frame): void {
    const panel = this.#panel(frame.run);
    if (!panel) return;
    if (frame.kind === 'energy') panel.held(frame);
    else if (frame.kind === 'data') panel.fed(frame);
    else if (frame.kind !== 'lens') {
      panel.framed(frame, this.now());
      // while the page looks back, what comes is kept and not drawn
      if (panel.viewed[frame.kind === 'field' ? 'training' : 'sampling'] !== null) this.drawn(frame);
    } else if (frame.look.lens === this.#wanted.lens?.name) panel.looked(frame);
    else this.drawn(frame);
    this.onFrame();
  }

  #panel(run: string): Panel | undefined {
    return this.#panels.find((panel) => panel.run === run);
  }

  #sendView(): void {
    this.#stream?.send(this.#wanted.view);
  }

  #send(command: AnyCommand): boolean {
    if (this.#stream?.send(command)) {
      this.#notice = null;
      return true;
    }
    this.#notice = 'The page is not connected to the server; nothing was changed.';
    return false;
  }
}

function specOf(info: ExperimentInfo, index: number): PanelSpec {
  const spec = info.spec.panels[index];
  if (!spec) throw new Error(`The server sent ${info.runs.length} runs for ${info.spec.panels.length} panels.`);
  return spec;
}
