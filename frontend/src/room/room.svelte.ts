/** Any process, as the catalogue describes its kind: its runs, their figures and pictures, and what may be said to it. */

import { Signal } from '../lib/signal';
import type { AnyCommand, Catalogue, ProcessInfo } from '../protocol/generated';
import type { Frame } from '../stream/decoder';
import type { OpenStream, Stream, StreamState } from '../stream/socket';
import { ask, NewestFrames } from './asking';

/** What every process says of a run; the rest is its own. */
export interface RunView {
  readonly run: string;
  readonly phase: string;
  readonly message: string;
}

interface Info {
  readonly id: string;
  readonly spec: { readonly kind: string };
  readonly runs: readonly RunView[];
}

/** An event of any kind of process; figures are those with values by the names of its measures. */
export interface Said {
  readonly type: string;
  /** Of an answer: the id of what was asked. */
  readonly id?: string;
  readonly run?: string;
  readonly values?: Readonly<Record<string, number | null>>;
  readonly state?: RunView;
  readonly experiment?: Info;
  readonly history?: readonly Said[];
  readonly message?: string;
}

export type Figures = Readonly<Record<string, number | null>>;
export type Fields = Readonly<Record<string, unknown>>;

export class Room {
  /** Null while the catalogue is on its way. */
  #kinds: readonly ProcessInfo[] | null = $state.raw(null);
  #kind: ProcessInfo | null = $state.raw(null);
  #id: string | null = $state.raw(null);
  #runs: readonly RunView[] = $state.raw([]);
  #figures: Readonly<Record<string, Figures>> = $state.raw({});
  #link: StreamState = $state.raw({ phase: 'connecting' });
  #notice: string | null = $state.raw(null);
  #stream: Stream | null = null;
  /** Names of layers; null asks for all that its kind has. */
  #wanted: readonly string[] | null = null;
  /** What single runs are asked for beside, in their order. */
  #each: readonly (readonly string[])[] = [];
  #shown = true;
  /** The newest of each run and layer, outside reactive state. */
  readonly #frames = new NewestFrames();
  /** Told that a frame has come. */
  readonly fresh = new Signal();
  /** Told of every event. */
  readonly heard = new Signal<[said: Said]>();

  constructor(
    private readonly server: URL,
    private readonly open: OpenStream,
  ) {}

  /** Of all kinds, or of the one that was asked for; null while the catalogue is on its way. */
  get kinds(): readonly ProcessInfo[] | null {
    return this.#kinds;
  }

  /** Null while the catalogue is on its way, and where it has no such kind. */
  get kind(): ProcessInfo | null {
    return this.#kind;
  }

  /** The experiment's. */
  get id(): string | null {
    return this.#id;
  }

  get runs(): readonly RunView[] {
    return this.#runs;
  }

  get link(): StreamState {
    return this.#link;
  }

  /** A sentence of the server's; null while there is nothing to say. */
  get notice(): string | null {
    return this.#notice;
  }

  dismiss(): void {
    this.#notice = null;
  }

  readonly retry = (): void => this.#stream?.retry();

  figuresOf(run: string): Figures {
    return this.#figures[run] ?? {};
  }

  frameOf(run: string, layer: string): Frame | null {
    return this.#frames.of(run, layer);
  }

  /** Watch the experiment that is named, or the newest of its kind, or one that is begun with everything as it comes. */
  enter(kind: string, experiment: string): Promise<boolean> {
    return this.#try(async () => {
      if (!(await this.#learn(kind, 'catalogue'))) return;
      const alive = experiment || (await this.#newest(kind));
      this.#follow(alive ?? (await this.#made(kind, {}, [{}])).id);
    });
  }

  /** Make an experiment; the one before is left and removed. False, with a notice, if the server refuses it. */
  begin(kind: string, target: Fields, panels: readonly Fields[]): Promise<boolean> {
    return this.#try(async () => {
      if (!(await this.#learn(kind))) return;
      const before = this.#id;
      this.#follow((await this.#made(kind, target, panels)).id);
      // it may be gone already: that is what was wanted
      if (before) ask(this.server, 'DELETE', `experiments/${before}`).catch(() => undefined);
    });
  }

  /** Turn away from the experiment, which stays alive; whose it was, if there was one. */
  leave(): string | null {
    const left = this.#id;
    this.#stream?.close();
    this.#stream = null;
    this.#id = null;
    return left;
  }

  /** Watch one that may be alive; false where it is not. */
  async attach(kind: string, id: string): Promise<boolean> {
    try {
      if (!(await this.#learn(kind))) return false;
      const { spec } = await ask<Info>(this.server, 'GET', `experiments/${id}`);
      if (spec.kind !== kind) return false;
      this.#follow(id);
      return true;
    } catch {
      return false; // whoever asked makes a new one, and says so if the server is not there
    }
  }

  /** One more run; false, with a notice, if the server refuses it. */
  add(panel: Fields): Promise<boolean> {
    return this.#rearrange('POST', 'panels', { panel });
  }

  drop(run: string): Promise<boolean> {
    return this.#rearrange('DELETE', `panels/${run}`);
  }

  /** Say something to a run, or to all where its command names none; false where there is no connection. */
  say(type: string, fields: Fields): boolean {
    const sent = this.#stream?.send({ ...fields, type } as AnyCommand) ?? false;
    this.#notice = sent ? null : 'The page is not connected to the server; nothing was changed.';
    return sent;
  }

  /** Ask for frames of these layers of all runs, and of single ones, in their order, for more. */
  want(layers: readonly string[], each: readonly (readonly string[])[] = []): void {
    const same = layers.join() === this.#wanted?.join() && JSON.stringify(each) === JSON.stringify(this.#each);
    if (same) return;
    [this.#wanted, this.#each] = [layers, each];
    this.#view();
  }

  /** A page that is not seen draws nothing, so it asks for nothing: the server then computes no frames for it. */
  show(visible: boolean): void {
    if (visible === this.#shown) return;
    this.#shown = visible;
    this.#view();
  }

  /** The frame is on the screen. */
  drawn(frame: Frame): void {
    this.#stream?.drawn(frame.run, frame.kind, frame.seq);
  }

  async #try(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      this.#notice = null;
      return true;
    } catch (error) {
      this.#notice = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  async #learn(kind: string, path = `catalogue?kind=${encodeURIComponent(kind)}`): Promise<boolean> {
    this.#kinds ??= (await ask<Catalogue>(this.server, 'GET', path)).processes;
    this.#kind = this.#kinds.find(({ name }) => name === kind) ?? null;
    return this.#kind !== null;
  }

  async #newest(kind: string): Promise<string | null> {
    const alive = await ask<readonly Info[]>(this.server, 'GET', 'experiments');
    return alive.filter(({ spec }) => spec.kind === kind).at(-1)?.id ?? null;
  }

  #made(kind: string, target: Fields, panels: readonly Fields[]): Promise<Info> {
    return ask<Info>(this.server, 'POST', 'experiments', { kind, target, panels });
  }

  #rearrange(method: string, path: string, body?: unknown): Promise<boolean> {
    return this.#try(async () => {
      this.#stand(await ask<Info>(this.server, method, `experiments/${this.#id ?? ''}/${path}`, body), false);
    });
  }

  #follow(id: string): void {
    this.#stream?.close();
    this.#frames.clear();
    this.#id = id;
    this.#link = { phase: 'connecting' };
    const mine = () => this.#id === id;
    this.#stream = this.open(id, {
      event: (event) => mine() && this.#hear(event as unknown as Said),
      frame: (frame) => {
        if (!mine()) return;
        this.#frames.keep(frame);
        this.fresh.send();
      },
      state: (state) => mine() && (this.#link = state),
    });
  }

  #hear(said: Said): void {
    if (said.experiment) this.#stand(said.experiment, said.type === 'hello');
    for (const each of said.history ?? []) this.#note(each);
    const { state } = said;
    if (state) this.#runs = this.#runs.map((known) => (known.run === state.run ? state : known));
    if (said.type === 'refused') this.#notice = said.message ?? null;
    else this.#note(said);
    this.heard.send(said);
  }

  #stand({ runs }: Info, anew: boolean): void {
    this.#runs = runs;
    if (anew) this.#figures = {};
    this.#view();
  }

  #view(): void {
    const all = this.#shown ? (this.#wanted ?? this.#kind?.layers.map(({ name }) => name) ?? []) : [];
    const send = (runs: string[], kinds: string[]) => this.#stream?.send({ type: 'view', runs, kinds });
    if (!this.#shown || this.#each.length === 0) send([], [...all]);
    else this.#runs.forEach(({ run }, index) => send([run], [...all, ...(this.#each[index] ?? [])]));
  }

  #note({ run, values }: Said): void {
    if (run !== undefined && values) this.#figures = { ...this.#figures, [run]: { ...this.#figures[run], ...values } };
  }
}
