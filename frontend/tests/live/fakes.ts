/** A server that answers at once and a stream that the test feeds. */

import type {
  AnyCommand,
  AnyEvent,
  Catalogue,
  ExperimentInfo,
  ExperimentSpec,
  PanelSpec,
  RunState,
  TargetParts,
  TargetPreview,
  TargetSpec,
} from '../../src/protocol/generated';
import { Refusal, type Api, type Standing } from '../../src/stream/api';
import type { ArrowsFrame, Frame } from '../../src/stream/decoder';
import type { OpenStream, Stream, StreamHandlers } from '../../src/stream/socket';

export function runState(run: string, change: Partial<RunState> = {}): RunState {
  return {
    run,
    phase: 'ready',
    step: 0,
    n_steps: 1500,
    sampling: 'idle',
    sampling_step: 0,
    message: '',
    retargeted_at: 0,
    rungs: [],
    resolved: {},
    ...change,
  };
}

export class FakeStream implements Stream {
  readonly sent: AnyCommand[] = [];
  readonly acks: string[] = [];
  connected = true;
  closed = false;

  constructor(
    readonly experiment: string,
    readonly handlers: StreamHandlers,
  ) {}

  send(command: AnyCommand): boolean {
    if (this.connected) this.sent.push(command);
    return this.connected;
  }
  drawn(run: string, kind: string, seq: number): void {
    this.acks.push(`${run} ${kind} ${seq}`);
  }
  retry(): void {}
  close(): void {
    this.closed = true;
  }

  hello(info: ExperimentInfo, history: Extract<AnyEvent, { type: 'hello' }>['history'] = []): void {
    this.handlers.state({ phase: 'open' });
    this.handlers.event({ type: 'hello', version: 1, time: 0, experiment: info, history });
  }
  status(state: RunState): void {
    this.handlers.event({ type: 'status', state });
  }
  frame(frame: Frame): void {
    this.handlers.frame(frame);
  }
  commands<T extends AnyCommand['type']>(type: T): Extract<AnyCommand, { type: T }>[] {
    return this.sent.filter((command): command is Extract<AnyCommand, { type: T }> => command.type === type);
  }
}

export class FakeServer implements Api {
  readonly streams: FakeStream[] = [];
  readonly created: ExperimentSpec[] = [];
  readonly removed: string[] = [];
  readonly previews: { target: TargetSpec; signal: AbortSignal; answer: (preview: TargetPreview) => void }[] = [];
  refusal: Error | null = null;

  readonly open: OpenStream = (experiment, handlers) => {
    const stream = new FakeStream(experiment, handlers);
    this.streams.push(stream);
    return stream;
  };

  get stream(): FakeStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error('no stream was opened');
    return stream;
  }

  info(index = this.created.length - 1): ExperimentInfo {
    const spec = this.created[index];
    if (!spec) throw new Error('nothing was created');
    const runs = spec.panels.map((_, at) => runState(`e${index}-r${at}`));
    return { id: `e${index}`, created: '', spec, runs } as ExperimentInfo;
  }

  async create(spec: ExperimentSpec): Promise<ExperimentInfo> {
    if (this.refusal) throw this.refusal;
    this.created.push(spec);
    return this.info();
  }
  async remove(id: string): Promise<void> {
    this.removed.push(id);
  }
  /** What the server would say of a run's tape. */
  tapes = new Map<string, readonly ArrowsFrame[]>();
  readonly taped: string[] = [];

  async tape(_: string, run: string): Promise<readonly ArrowsFrame[]> {
    this.taped.push(run);
    return this.tapes.get(run) ?? [];
  }
  /** The experiment after panels came and went. */
  layout: ExperimentInfo | null = null;
  #added = 0;

  /** What was removed or replaced, by run. */
  readonly #aside = new Map<string, readonly [PanelSpec, RunState]>();

  async addPanel(_: string, panel: PanelSpec, where: Standing): Promise<ExperimentInfo> {
    if (this.refusal) throw this.refusal;
    return this.#stand(panel, runState(`added-${(this.#added += 1)}`), where);
  }
  async restorePanel(_: string, run: string, where: Standing): Promise<ExperimentInfo> {
    if (this.refusal) throw this.refusal;
    const aside = this.#aside.get(run);
    if (!aside) throw new Refusal('The panel is no longer kept; add it anew.', 404);
    this.#aside.delete(run);
    return this.#stand(...aside, where);
  }
  /** The server keeps nothing aside. */
  forgotten(): void {
    this.#aside.clear();
  }
  #stand(panel: PanelSpec, state: RunState, where: Standing): ExperimentInfo {
    const { runs, spec, ...rest } = this.layout ?? this.info();
    const [panels, states] = [[...spec.panels], [...runs]];
    const at = 'at' in where ? where.at : states.findIndex(({ run }) => run === where.instead);
    if ('instead' in where) this.#aside.set(where.instead, [panels[at] ?? {}, states[at] as RunState]);
    const gone = 'at' in where ? 0 : 1;
    panels.splice(at, gone, panel as (typeof panels)[number]);
    states.splice(at, gone, state);
    return (this.layout = { ...rest, spec: { ...spec, panels }, runs: states });
  }
  async removePanel(_: string, run: string): Promise<ExperimentInfo> {
    if (this.refusal) throw this.refusal;
    const { runs, spec, ...rest } = this.layout ?? this.info();
    const at = runs.findIndex((state) => state.run === run);
    this.#aside.set(run, [spec.panels[at] ?? {}, runs[at] as RunState]);
    const kept = (_value: unknown, place: number) => place !== at;
    return (this.layout = {
      ...rest,
      spec: { ...spec, panels: spec.panels.filter(kept) },
      runs: runs.filter(kept),
    });
  }
  async arrangePanels(_: string, order: string[]): Promise<ExperimentInfo> {
    if (this.refusal) throw this.refusal;
    const { runs, spec, ...rest } = this.layout ?? this.info();
    const places = order.map((run) => runs.findIndex((state) => state.run === run));
    return (this.layout = {
      ...rest,
      spec: { ...spec, panels: places.map((at) => spec.panels[at]!) },
      runs: places.map((at) => runs[at]!),
    });
  }
  /** What targets are made of. */
  made: TargetParts | null = null;
  parts(): Promise<TargetParts> {
    return this.made ? Promise.resolve(this.made) : Promise.reject(new Error('Nobody knows.'));
  }
  preview(target: TargetSpec, signal: AbortSignal): Promise<TargetPreview> {
    return new Promise((answer) => this.previews.push({ target, signal, answer }));
  }
  async catalogue(): Promise<Catalogue> {
    throw new Error('no catalogue in this test');
  }
}
