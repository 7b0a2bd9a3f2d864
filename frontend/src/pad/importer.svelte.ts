/** A file on its way into the drawing: read, shown, set otherwise, and only then taken. */

import type { FileTable, ImportedPoints, PointsQuery, TableQuery } from '../protocol/generated';
import type { PictureSize } from '../lib/picture-size';
import type { Files, Ink } from '../stream/files';
import type { Drawing } from './drawing.svelte';
import { decodeFloats, decodePreview, type Density } from './preview.svelte';
import { isComposed, writtenOut } from './composed';
import { CLOUD_MASS, isTarget, type Target } from './target';
import type { Mark } from './marks';

export type Mass = 'dark' | 'light';
/** Decodes a picture; the browser's part. Errors: a sentence. */
export type InkOf = (file: Blob, mass: Mass) => Promise<{ size: PictureSize; ink: Ink }>;

/** What the server takes in one request, bytes. */
const MOST_BYTES = 8_000_000;
/** Bigger picture files are not opened. */
const MOST_PICTURE_BYTES = 100_000_000;
const PICTURES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0x42, 0x4d],
];

export type Kind = 'points' | 'picture' | 'target';

/** What is shown before it is taken. */
export interface Offer {
  readonly name: string;
  readonly kind: Kind;
  readonly target: Target;
  readonly density: Density;
  /** About the file's points, and some of them: (x, y) pairs in world units. */
  readonly points: ImportedPoints | null;
  readonly shown: Float32Array;
  /** The file's size in pixels. */
  readonly picture: PictureSize | null;
}

interface Source {
  readonly file: Blob;
  readonly name: string;
  readonly kind: Kind;
}

export class Importer {
  #source: Source | null = $state.raw(null);
  #offer: Offer | null = $state.raw(null);
  #table: FileTable | null = $state.raw(null);
  #busy = $state(false);
  #fault: string | null = $state.raw(null);
  #query: PointsQuery = $state.raw({});
  #mass: Mass = $state('dark');
  #abort: AbortController | null = null;
  /** Whether a file is held over the page. */
  hovering = $state(false);

  constructor(
    private readonly files: Files,
    private readonly inkOf: InkOf,
  ) {}

  get offer(): Offer | null {
    return this.#offer;
  }

  /** What the file is called, from the moment it is opened until it is taken or given up. */
  get name(): string | null {
    return this.#source?.name ?? null;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Why the file cannot be taken, in a sentence. */
  get fault(): string | null {
    return this.#fault;
  }

  /** What it is, from the moment it is opened: what may be chosen of it, also while nothing can be made of it. */
  get kind(): Kind | null {
    return this.#source?.kind ?? null;
  }

  /** The columns of a file of points to choose from, also where those chosen give no density. */
  get table(): FileTable | null {
    return this.#table;
  }

  /** What was asked for. */
  get query(): PointsQuery {
    return this.#query;
  }

  get mass(): Mass {
    return this.#mass;
  }

  /** Read a file and show what it would become. */
  async open(file: Blob, name: string): Promise<void> {
    this.cancel();
    this.#query = {};
    this.#mass = 'dark';
    this.#source = { file, name, kind: await kindOf(file) };
    await this.#read();
  }

  /** As `open`, for text that was pasted. */
  async openText(text: string): Promise<void> {
    await this.open(new Blob([text]), 'pasted text');
  }

  /** Read the points in another way: other columns, another scale, another width. */
  async ask(change: PointsQuery): Promise<void> {
    // cells that are parted otherwise are other columns
    const columns = 'decimal' in change || 'orientation' in change ? { x: null, y: null } : {};
    this.#query = { ...this.#query, ...columns, ...change };
    await this.#read();
  }

  /** Which parts of a picture are mass. */
  async weigh(mass: Mass): Promise<void> {
    this.#mass = mass;
    await this.#read();
  }

  /** Put what is shown in place of the drawing, as one step. */
  take(drawing: Drawing): void {
    if (this.#offer) drawing.choose(this.#offer.target);
    this.cancel();
  }

  /** Lay what is shown on top of the drawing, as one step, if the server takes both together. */
  async add(drawing: Drawing): Promise<void> {
    const offer = this.#offer;
    if (!offer) return;
    const together = drawing.withMarks(asMarks(offer.target));
    await this.#guarded(async (signal) => {
      await this.files.preview(together, signal);
      drawing.choose(together);
      this.#close();
    });
  }

  cancel(): void {
    this.#abort?.abort();
    this.#fault = null;
    this.#close();
  }

  /** Exact samples of a target, as a file. Errors: the server's refusal. */
  samples(target: Target, n: number, seed: number, format: 'csv' | 'npy'): Promise<Blob> {
    return this.files.samples({ target, n, seed, format });
  }

  #close(): void {
    this.#source = null;
    this.#offer = null;
    this.#table = null;
  }

  async #read(): Promise<void> {
    const source = this.#source;
    if (!source) return;
    await this.#guarded(async (signal) => {
      const offer = await this.#offered(source, signal).catch(async (fault: unknown) => {
        await this.#lookedAt(source, signal);
        throw fault;
      });
      if (signal.aborted) return;
      this.#offer = offer;
      this.#table = offer.points?.table ?? null;
    });
  }

  /** Nothing can be made of it as it was asked for: what else can be asked stays in sight. */
  async #lookedAt({ file, kind }: Source, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#offer = null;
    if (kind !== 'points' || file.size > MOST_BYTES) return;
    const table = await this.files.table(file, formOf(this.#query), signal).catch(() => null);
    if (!signal.aborted) this.#table = table ?? this.#table;
  }

  async #offered({ file, name, kind }: Source, signal: AbortSignal): Promise<Offer> {
    refuseSize(file, kind);
    const found = { points: null, shown: new Float32Array(), picture: null };
    if (kind === 'target') {
      const target = targetOf(await file.text());
      return { ...found, name, kind, target, density: await this.#density(target, signal) };
    }
    if (kind === 'points') {
      const points = await this.files.points(file, this.#query, signal);
      const density = await this.#density(points.target, signal);
      return { ...found, name, kind, target: points.target, density, points, shown: decodeFloats(points.shown) };
    }
    const { size, ink } = await this.inkOf(file, this.#mass);
    const { target } = await this.files.picture(ink, signal);
    return { ...found, name, kind, target, density: await this.#density(target, signal), picture: size };
  }

  async #density(target: Target, signal: AbortSignal): Promise<Density> {
    return decodePreview(target, await this.files.preview(target, signal));
  }

  /** The newest question wins; what goes wrong becomes a sentence. */
  async #guarded(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#busy = true;
    this.#fault = null;
    try {
      await work(abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) this.#fault = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#abort === abort) this.#busy = false;
    }
  }
}

function formOf({ decimal, header, orientation }: PointsQuery): TableQuery {
  return { decimal: decimal ?? null, header: header ?? null, orientation: orientation ?? null };
}

async function kindOf(file: Blob): Promise<Kind> {
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  if (PICTURES.some((magic) => magic.every((byte, index) => head[index] === byte))) return 'picture';
  if (file.type.startsWith('image/')) return 'picture';
  return new TextDecoder().decode(head).trimStart().startsWith('{') ? 'target' : 'points';
}

function refuseSize(file: Blob, kind: Kind): void {
  const most = kind === 'picture' ? MOST_PICTURE_BYTES : MOST_BYTES;
  if (file.size <= most) return;
  const advice = kind === 'picture' ? 'scale it down first' : 'take a sample of its rows';
  throw new Error(
    `The file holds ${Math.round(file.size / 1e6)} MB and at most ${most / 1e6} MB can be read; ${advice}.`,
  );
}

function targetOf(text: string): Target {
  let value: unknown;
  try {
    value = writtenOut(JSON.parse(text));
  } catch {
    throw new Error('The file begins as JSON and is none; give one that was exported here.');
  }
  if (isTarget(value)) return value;
  throw new Error('This JSON holds no target; give a file that was exported here, with "kind" and its strokes.');
}

function asMarks(target: Target): readonly Mark[] {
  if (isComposed(target)) throw new Error('What is combined cannot be added to a drawing; take it instead.');
  return target.kind === 'drawing' ? target.strokes : [{ source: target, mass: CLOUD_MASS, shift: [0, 0] }];
}
