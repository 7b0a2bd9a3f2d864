/** Binary messages of the stream as frames: whose they are, and their arrays by the shape of their layer. */

import type { LookInfo } from '../protocol/generated';
import { FRAME_VERSION } from '../protocol/generated';
import { MalformedMessage, parseSafetensors, type Safetensors, type TypedArray } from './safetensors';

interface Envelope {
  /** The layer's name, as the catalogue lists it. */
  readonly kind: string;
  readonly run: string;
  readonly seq: number;
  /** Step of training or of a walk that it belongs to. */
  readonly step: number;
  /** When the picture was made, seconds since 1970 by the server's clock. */
  readonly time?: number;
  /** All that its layer says of it beside, as text; see `factOf`. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A vector field on a lattice over the box: side x side x (x, y), row 0 = lowest y. */
export interface ArrowsFrame extends Envelope {
  readonly shape: 'arrows';
  readonly side: number;
  readonly values: Float32Array;
}

/** Points as int16 over the box; see lib/int16.ts. */
export interface PointsFrame extends Envelope {
  readonly shape: 'points';
  readonly count: number;
  readonly x: Int16Array;
}

export interface Curve {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Square maps over the box, row 0 = lowest y, NaN where there is nothing to say; what else a look holds. */
export interface MapFrame extends Envelope {
  readonly shape: 'map';
  readonly side: number;
  readonly maps: ReadonlyMap<string, Float32Array>;
  readonly curves: ReadonlyMap<string, Curve>;
  /** (n, 4) by name: low, high, value, and 1 where it misses. */
  readonly bars: ReadonlyMap<string, Float32Array>;
  /** (n, 2) world units by name, NaN between two pieces. */
  readonly marks: ReadonlyMap<string, Float32Array>;
  /** 1 where any map is drawn hatched; null where nothing is. */
  readonly hatch: Float32Array | null;
  /** What its maps and curves mean, where that changes from picture to picture. */
  readonly look: LookInfo | null;
}

/** A picture that is no place in the plane: brightness 0 to 255, row 0 = top. */
export interface PixelsFrame extends Envelope {
  readonly shape: 'pixels';
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export interface CurvesFrame extends Envelope {
  readonly shape: 'curves';
  readonly curves: ReadonlyMap<string, Curve>;
}

/** One row of bars a series. */
export interface BarsFrame extends Envelope {
  readonly shape: 'bars';
  readonly series: ReadonlyMap<string, Float32Array>;
}

export type Frame = ArrowsFrame | PointsFrame | MapFrame | PixelsFrame | CurvesFrame | BarsFrame;
export type Shape = Frame['shape'];
export type FrameOf<S extends Shape> = Extract<Frame, { shape: S }>;

const ENVELOPE = ['v', 'kind', 'shape', 'run', 'seq', 'step', 'time', 'look'];
const HATCH = 'hatch';
/** Before the names of a map's curves. */
const CURVE = 'curve.';
const BARS = 'bars.';
const MARK = 'mark.';

export function decodeFrame(buffer: ArrayBuffer): Frame {
  const message = parseSafetensors(buffer);
  const { metadata } = message;
  if (metadata['v'] !== String(FRAME_VERSION))
    throw new MalformedMessage(`A frame has version ${metadata['v']}; this page reads version ${FRAME_VERSION}.`);
  const envelope = {
    kind: text(metadata, 'kind'),
    run: text(metadata, 'run'),
    seq: whole(metadata, 'seq'),
    step: whole(metadata, 'step'),
    time: Number(metadata['time'] ?? 0),
    facts: Object.fromEntries(Object.entries(metadata).filter(([name]) => !ENVELOPE.includes(name))),
  };
  const shape = text(metadata, 'shape');
  if (!isShape(shape)) throw new MalformedMessage(`A frame is of the unknown shape ${shape}; reload the page.`);
  return { ...envelope, ...READERS[shape](message) };
}

type Arrays<S extends Shape> = Omit<FrameOf<S>, keyof Envelope>;

const READERS: { readonly [S in Shape]: (message: Safetensors) => Arrays<S> } = {
  arrows: (message) => {
    const { shape, data } = single(message, Float32Array);
    if (shape.length !== 3 || shape[0] !== shape[1] || shape[2] !== 2)
      throw new MalformedMessage(`Arrows of shape ${shape.join(' x ')} are not side x side x 2.`);
    return { shape: 'arrows', side: shape[0]!, values: data };
  },
  points: (message) => {
    const { shape, data } = single(message, Int16Array);
    if (shape.length !== 2 || shape[1] !== 2)
      throw new MalformedMessage(`Points of shape ${shape.join(' x ')} are not n x 2.`);
    return { shape: 'points', count: shape[0]!, x: data };
  },
  map: (message) => {
    const said = message.metadata['look'];
    const look = said === undefined ? null : (JSON.parse(said) as LookInfo);
    const others = () => [...message.tensors.keys()].filter((name) => name !== HATCH && !name.startsWith(CURVE));
    return {
      shape: 'map',
      // a look names them in the order in which they are to be offered, which the container does not keep
      ...square(message, look ? Object.keys(look.maps) : others()),
      curves: curvesOf(message, CURVE, look ? Object.keys(look.curves) : null),
      bars: rowsOf(message, BARS, 4, Object.keys(look?.bars ?? {})),
      marks: rowsOf(message, MARK, 2, Object.keys(look?.marks ?? {})),
      hatch: message.tensors.has(HATCH) ? array(message, HATCH, Float32Array).data : null,
      look,
    };
  },
  pixels: (message) => {
    const { shape, data } = single(message, Uint8Array);
    if (shape.length !== 2) throw new MalformedMessage(`Pixels of shape ${shape.join(' x ')} are not height x width.`);
    return { shape: 'pixels', height: shape[0]!, width: shape[1]!, pixels: data };
  },
  curves: (message) => ({ shape: 'curves', curves: curvesOf(message, '', null) }),
  bars: (message) => ({
    shape: 'bars',
    series: new Map([...message.tensors.keys()].map((name) => [name, array(message, name, Float32Array).data])),
  }),
};

function isShape(word: string): word is Shape {
  return Object.hasOwn(READERS, word);
}

/** Square maps of one size by name. */
function square(message: Safetensors, names: readonly string[]): Pick<MapFrame, 'side' | 'maps'> {
  const maps = names.map((name) => {
    const { shape, data } = array(message, name, Float32Array);
    if (shape.length !== 2 || shape[0] !== shape[1])
      throw new MalformedMessage(`The map ${name} of shape ${shape.join(' x ')} is not side x side.`);
    return { name, data, side: shape[0]! };
  });
  return { side: maps[0]?.side ?? 0, maps: new Map(maps.map(({ name, data }) => [name, data])) };
}

/** Curves whose arrays are called PREFIX + NAME + `.x` and `.y`: those named, or all there are. */
function curvesOf(message: Safetensors, prefix: string, names: readonly string[] | null): ReadonlyMap<string, Curve> {
  const all = () =>
    [...message.tensors.keys()]
      .filter((tensor) => tensor.startsWith(prefix) && tensor.endsWith('.x'))
      .map((tensor) => tensor.slice(prefix.length, -'.x'.length));
  return new Map(
    (names ?? all()).map((name): [string, Curve] => {
      const [x, y] = ['x', 'y'].map((axis) => array(message, `${prefix}${name}.${axis}`, Float32Array).data);
      return [name, { x: x!, y: y! }];
    }),
  );
}

/** Arrays of rows of one width, which are called PREFIX + NAME. */
function rowsOf(
  message: Safetensors,
  prefix: string,
  width: number,
  names: readonly string[],
): ReadonlyMap<string, Float32Array> {
  return new Map(
    names.map((name): [string, Float32Array] => {
      const { shape, data } = array(message, prefix + name, Float32Array);
      if (shape.length !== 2 || shape[1] !== width)
        throw new MalformedMessage(`The array ${prefix}${name} of shape ${shape.join(' x ')} is not n x ${width}.`);
      return [name, data];
    }),
  );
}

type ArrayType<T extends TypedArray> = abstract new (...args: never[]) => T;

/** The one array of a frame that has one. */
function single<T extends TypedArray>(message: Safetensors, type: ArrayType<T>): { shape: readonly number[]; data: T } {
  const [name, ...others] = message.tensors.keys();
  if (name === undefined || others.length > 0)
    throw new MalformedMessage(`A frame of this shape has one array, not ${message.tensors.size}.`);
  return array(message, name, type);
}

function array<T extends TypedArray>(
  { tensors }: Safetensors,
  name: string,
  type: ArrayType<T>,
): { shape: readonly number[]; data: T } {
  const tensor = tensors.get(name);
  if (!tensor) throw new MalformedMessage(`A frame lacks the array ${name}.`);
  if (!(tensor.data instanceof type)) throw new MalformedMessage(`The array ${name} has another type than promised.`);
  return { shape: tensor.shape, data: tensor.data };
}

/** What a layer says of a frame beside its arrays. Throws where it does not say it. */
export function factOf({ facts }: Pick<Frame, 'facts'>, name: string): string {
  return text(facts, name);
}

function text(metadata: Readonly<Record<string, string>>, name: string): string {
  const value = metadata[name];
  if (value === undefined) throw new MalformedMessage(`A frame does not say its ${name}.`);
  return value;
}

function whole(metadata: Readonly<Record<string, string>>, name: string): number {
  const value = Number(text(metadata, name));
  if (!Number.isInteger(value)) throw new MalformedMessage(`The ${name} of a frame is not a whole number.`);
  return value;
}
