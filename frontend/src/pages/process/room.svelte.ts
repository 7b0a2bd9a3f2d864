/** Any process, as the catalogue describes its kind: its runs, their figures and pictures, and what may be said to it. */

import { Signal } from '../../lib/signal';
import type { AnyCommand, Catalogue, ProcessInfo } from '../../protocol/generated';
import type { Frame } from '../../stream/decoder';
import type { OpenStream, Stream, StreamState } from '../../stream/socket';
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
interface Said {
  readonly type: string;
  readonly run?: string;
  readonly values?: Readonly<Record<string, number | null>>;
  readonly state?: RunView;
  readonly experiment?: Info;
  readonly history?: readonly Said[];
  readonly message?: string;
}

export type Figures = Readonly<Record<string, number | null>>;

export class Room {
  #kinds: readonly ProcessInfo[] = $state.raw([]);
  #kind: ProcessInfo | null = $state.raw(null);
  #runs: readonly RunView[] = $state.raw([]);
  #figures: Readonly<Record<string, Figures>> = $state.raw({});
  #link: StreamState = $state.raw({ phase: 'connecting' });
  #notice: string | null = $state.raw(null);
  #stream: Stream | null = null;
  /** The newest of each run and layer, outside reactive state. */
  readonly #frames = new NewestFrames();
  /** Told that a frame has come. */
  readonly fresh = new Signal();

  constructor(
    private readonly server: URL,
    private readonly open: OpenStream,
  ) {}

  get kinds(): readonly ProcessInfo[] {
    return this.#kinds;
  }

  /** Null while the catalogue is on its way, and where it has no such kind. */
  get kind(): ProcessInfo | null {
    return this.#kind;
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

  figuresOf(run: string): Figures {
    return this.#figures[run] ?? {};
  }

  frameOf(run: string, layer: string): Frame | null {
    return this.#frames.of(run, layer);
  }

  /** Watch the experiment that is named, or the newest of its kind, or one that is begun with everything as it comes. */
  async enter(kind: string, experiment: string): Promise<void> {
    try {
      this.#kinds = (await ask<Catalogue>(this.server, 'GET', 'catalogue')).processes;
      this.#kind = this.#kinds.find(({ name }) => name === kind) ?? null;
      if (!this.#kind) return;
      this.#follow(experiment || ((await this.#newest(kind)) ?? (await this.#begin(kind))));
    } catch (error) {
      this.#notice = error instanceof Error ? error.message : String(error);
    }
  }

  /** Say something to a run, or to all where its command names none. */
  say(type: string, fields: Readonly<Record<string, unknown>>): void {
    const sent = this.#stream?.send({ ...fields, type } as AnyCommand) ?? false;
    this.#notice = sent ? null : 'The page is not connected to the server; nothing was changed.';
  }

  /** The frame is on the screen. */
  drawn(frame: Frame): void {
    this.#stream?.drawn(frame.run, frame.kind, frame.seq);
  }

  async #newest(kind: string): Promise<string | null> {
    const alive = await ask<readonly Info[]>(this.server, 'GET', 'experiments');
    return alive.filter(({ spec }) => spec.kind === kind).at(-1)?.id ?? null;
  }

  async #begin(kind: string): Promise<string> {
    return (await ask<Info>(this.server, 'POST', 'experiments', { kind, target: {}, panels: [{}] })).id;
  }

  #follow(id: string): void {
    this.#stream = this.open(id, {
      event: (event) => this.#hear(event as unknown as Said),
      frame: (frame) => {
        this.#frames.keep(frame);
        this.fresh.send();
      },
      state: (state) => (this.#link = state),
    });
  }

  #hear(said: Said): void {
    if (said.experiment) this.#stand(said.experiment, said.type === 'hello');
    for (const each of said.history ?? []) this.#note(each);
    const { state } = said;
    if (state) this.#runs = this.#runs.map((known) => (known.run === state.run ? state : known));
    if (said.type === 'refused') this.#notice = said.message ?? null;
    else this.#note(said);
  }

  #stand({ runs }: Info, anew: boolean): void {
    this.#runs = runs;
    if (anew) this.#figures = {};
    const kinds = this.#kind?.layers.map(({ name }) => name) ?? [];
    this.#stream?.send({ type: 'view', runs: [], kinds });
  }

  #note({ run, values }: Said): void {
    if (run !== undefined && values) this.#figures = { ...this.#figures, [run]: { ...this.#figures[run], ...values } };
  }
}
