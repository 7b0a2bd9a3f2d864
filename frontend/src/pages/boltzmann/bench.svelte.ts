/** What one room has on its bench: its experiment, and all that its link says of it. */

import { forget, recall, remember } from '../../lib/storage';
import type { OpenStream } from '../../stream/socket';
import { Room, type Fields, type RunView } from '../../room/room.svelte';
import { Asked } from './asked';
import type { Card } from './card';
import { Latest } from './latest';
import { linkOf, readLink, type Standing } from './link';

/** Milliseconds between two commands of a hand that draws or slides. */
const PAUSE = 90;

export class Bench {
  readonly room: Room;
  #subject: Fields = $state.raw({});
  /** As the server was told last, unless it refused it. */
  #agreed: Fields = {};
  #panels: readonly Fields[] = $state.raw([]);
  #options: Fields = $state.raw({});
  #fault: string | null = $state.raw(null);
  readonly #asked = new Asked();
  readonly #aimed = new Latest(PAUSE);
  readonly #tuned = new Latest(PAUSE);
  /** Said to the experiment that is on its way as soon as it listens. */
  #opening = false;
  /** And set going. */
  #going = false;

  constructor(
    readonly name: string,
    readonly card: Card,
    server: URL,
    stream: OpenStream,
    /** Told that what the link says has changed. */
    private readonly changed: () => void = () => undefined,
  ) {
    this.room = new Room(server, stream);
    this.#stand(card);
    this.room.heard.add(({ type, id }) => {
      if (type === 'hello') this.#greet();
      if ((type === 'refused' || type === 'obeyed') && this.#asked.answered(type, id ?? '')) this.changed();
    });
  }

  get subject(): Fields {
    return this.#subject;
  }

  /** The specifications of the runs, in their order. */
  get panels(): readonly Fields[] {
    return this.#panels;
  }

  get options(): Fields {
    return this.#options;
  }

  get runs(): readonly RunView[] {
    return this.room.runs;
  }

  /** What was wrong with the link, in a sentence. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Whether anything goes on in any run. */
  get playing(): boolean {
    return this.runs.some(({ phase }) => phase === 'training');
  }

  get link(): string {
    const { subject, panels, options } = this;
    return linkOf(this.name, { subject, panels, options }, this.card);
  }

  /** As an address says; before it is opened. */
  read(hash: string): void {
    try {
      this.#stand(readLink(hash, this.card));
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
    }
  }

  complain(words: string): void {
    this.#fault = words;
  }

  dismiss(): void {
    this.#fault = null;
    this.room.dismiss();
  }

  /** Watch the experiment that was here before, or make one. */
  async open(before: string | null): Promise<void> {
    if (before !== null && (await this.room.attach(this.card.kind, before))) return;
    await this.renew();
  }

  /** Turn away from the experiment, which stays alive. */
  leave(): string | null {
    return this.room.leave();
  }

  /** Have something else here: an experiment that may be alive, or one that is made and set going. */
  async show(standing: Standing, id: string | null = null): Promise<void> {
    this.#stand(standing);
    this.#fault = null;
    this.#going = true;
    await this.open(id);
    this.changed();
  }

  /** Make the experiment anew. */
  async renew(): Promise<void> {
    this.#opening = true;
    await this.room.begin(this.card.kind, this.#subject, this.#panels);
    this.changed();
  }

  /** Everything as the room has it from the start. */
  async reset(): Promise<void> {
    await this.become(this.card);
  }

  /** Everything as it is said here, the rest as it stands: another experiment. */
  async become({ subject, panels, options }: Partial<Standing>): Promise<void> {
    this.#stand({
      subject: subject ?? this.#subject,
      panels: panels ?? this.#panels,
      options: cleaned({ ...this.#options, ...options }),
    });
    this.#fault = null;
    await this.renew();
  }

  /** What all runs are about changes in these fields. */
  retarget(change: Fields): void {
    this.#subject = { ...this.#subject, ...change };
    this.#aimed.say(() => {
      const [before, target] = [this.#agreed, this.#subject];
      this.#agreed = target;
      this.#ask('retarget', { target }, () => {
        // what was wanted since then stays wanted
        if (this.#subject === target) this.#subject = before;
        if (this.#agreed === target) this.#agreed = before;
      });
    });
    this.changed();
  }

  /** The run at this place becomes another one. */
  respec(index: number, change: Fields): void {
    const run = this.runs[index]?.run;
    if (run === undefined) return;
    const before = this.#panels[index] ?? {};
    const spec = cleaned({ ...before, ...change });
    this.#panels = this.#panels.map((panel, at) => (at === index ? spec : panel));
    this.#ask('respec', { run, spec }, () => {
      this.#panels = this.#panels.map((panel) => (panel === spec ? before : panel));
    });
    this.#start(run);
    this.changed();
  }

  /** Settings of all runs that change while they go on. */
  tune(change: Fields): void {
    this.#panels = this.#panels.map((panel) => ({ ...panel, ...change }));
    // two sliders at once: what an earlier one set is said again
    const [{ ...now } = {}] = this.#panels;
    const names = Object.keys({ ...this.#sliding, ...change });
    this.#sliding = Object.fromEntries(names.map((name) => [name, now[name]]));
    this.#tuned.say(() => {
      this.room.say('tune', this.#sliding);
      this.#sliding = {};
    });
    this.changed();
  }
  #sliding: Fields = {};

  async add(panel: Fields): Promise<boolean> {
    const added = await this.room.add(panel);
    if (added) {
      this.#panels = [...this.#panels, panel];
      this.#start(this.runs.at(-1)?.run);
    }
    this.changed();
    return added;
  }

  async drop(index: number): Promise<void> {
    const run = this.runs[index]?.run;
    if (run === undefined || !(await this.room.drop(run))) return;
    this.#panels = this.#panels.filter((_, at) => at !== index);
    this.changed();
  }

  /** How the page shows it. */
  set(change: Fields): void {
    this.#options = cleaned({ ...this.#options, ...change });
    this.changed();
  }

  /** Nobody looks: hold everything still. */
  rest(): void {
    const going = this.runs.filter(({ phase }) => phase === 'training').map(({ run }) => run);
    if (going.length > 0) {
      // not to those that have ended: they go on as they are when pictures change
      this.room.say(this.card.rest, { runs: going });
      remember(this.#rested, going, 'tab');
    }
    this.room.show(false);
  }

  /** Somebody looks again: what was held still for that goes on. */
  wake(): void {
    this.room.show(true);
    this.#goOn();
  }

  /** Also after a reload of the page. */
  #goOn(): void {
    const going = recall(this.#rested, areRuns, 'tab');
    const first = this.card.go ?? this.room.kind?.first;
    if (!going || !first) return;
    forget(this.#rested, 'tab');
    this.room.say(first, { runs: going });
  }

  get #rested(): string {
    return `resting.${this.room.id ?? ''}`;
  }

  #start(run: string | undefined): void {
    if (this.card.go !== undefined && run !== undefined) this.room.say(this.card.go, { runs: [run] });
  }

  /** Say what the server may refuse: then `undo` makes the page say again what is. */
  #ask(type: string, fields: Fields, undo: () => void): void {
    this.room.say(type, { ...fields, id: this.#asked.note(undo) });
  }

  #stand({ subject, panels, options }: Standing): void {
    this.#agreed = subject;
    [this.#subject, this.#panels, this.#options] = [subject, panels, options];
  }

  #greet(): void {
    if (!this.#opening) return this.#goOn();
    this.#opening = false;
    const said = this.card.opening(this.#options);
    for (const { type, ...fields } of said) this.room.say(type, fields);
    // what plays by itself must be set going, also where the room waits for a hand
    const first = this.room.kind?.first;
    if (this.#going && first && !said.some(({ type }) => type === first)) this.room.say(first, {});
    this.#going = false;
  }
}

/** Without what is undefined: as it comes. */
function cleaned(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function areRuns(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
