/** Binary messages of the stream as frames: what they are, whose they are, and their arrays. */

import type { LookInfo } from '../protocol/generated';
import { FRAME_VERSION } from '../protocol/generated';
import { MalformedMessage, parseSafetensors, type Safetensors, type TypedArray } from './safetensors';

interface Envelope {
  readonly run: string;
  readonly seq: number;
  /** Step of training (field, lens) or of the walk (particles). */
  readonly step: number;
}

/** The learnt score on a lattice: side x side x (x, y), 1/unit, row 0 = lowest y. */
export interface FieldFrame extends Envelope {
  readonly kind: 'field';
  readonly side: number;
  readonly score: Float32Array;
}

/** Particles as int16 over the box: world = value / 32767 * half width; -32768 = not on the box. */
export interface ParticlesFrame extends Envelope {
  readonly kind: 'particles';
  readonly count: number;
  readonly x: Int16Array;
}

export interface Curve {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** What a lens saw: square maps, row 0 = lowest y, NaN where it has nothing to say; figures and curves. */
export interface LensFrame extends Envelope {
  readonly kind: 'lens';
  readonly side: number;
  readonly maps: ReadonlyMap<string, Float32Array>;
  readonly curves: ReadonlyMap<string, Curve>;
  /** 1 where any map is drawn hatched; null where nothing is. */
  readonly hatch: Float32Array | null;
  readonly look: LookInfo;
}

/** What an energy model holds likely: log density = -E(x) - log Z on a lattice, nats, row 0 = lowest y. */
export interface EnergyFrame extends Envelope {
  readonly kind: 'energy';
  readonly side: number;
  readonly logDensity: Float32Array;
  /** By quadrature, nats. */
  readonly logZ: number;
  /** False where the quadrature's window did not hold the mass: log Z is then a lower bound. */
  readonly reliable: boolean;
}

/** Points that a run trains on, as int16 over the box like particles. */
export interface DataFrame extends Envelope {
  readonly kind: 'data';
  readonly x: Int16Array;
  /** How many points there are; null for an endless stream, of which `x` is a new sample. */
  readonly of: number | null;
}

export type Frame = FieldFrame | ParticlesFrame | LensFrame | EnergyFrame | DataFrame;

export function decodeFrame(buffer: ArrayBuffer): Frame {
  const message = parseSafetensors(buffer);
  const { metadata } = message;
  if (metadata['v'] !== String(FRAME_VERSION))
    throw new MalformedMessage(`A frame has version ${metadata['v']}; this page reads version ${FRAME_VERSION}.`);
  const envelope = { run: text(metadata, 'run'), seq: whole(metadata, 'seq'), step: whole(metadata, 'step') };
  const kind = text(metadata, 'kind');
  switch (kind) {
    case 'field':
      return { kind, ...envelope, ...field(message) };
    case 'particles':
      return { kind, ...envelope, ...particles(message) };
    case 'lens':
      return { kind, ...envelope, ...lens(message) };
    case 'energy':
      return { kind, ...envelope, ...energy(message) };
    case 'data':
      return { kind, ...envelope, ...data(message) };
    default:
      throw new MalformedMessage(`A frame is of the unknown kind ${kind}.`);
  }
}

function field(message: Safetensors): Pick<FieldFrame, 'side' | 'score'> {
  const { shape, data } = array(message, 'score', Float32Array);
  if (shape.length !== 3 || shape[0] !== shape[1] || shape[2] !== 2)
    throw new MalformedMessage(`A score of shape ${shape.join(' x ')} is not side x side x 2.`);
  return { side: shape[0]!, score: data };
}

function particles(message: Safetensors): Pick<ParticlesFrame, 'count' | 'x'> {
  const { shape, data } = array(message, 'x', Int16Array);
  if (shape.length !== 2 || shape[1] !== 2)
    throw new MalformedMessage(`Particles of shape ${shape.join(' x ')} are not n x 2.`);
  return { count: shape[0]!, x: data };
}

function energy(message: Safetensors): Pick<EnergyFrame, 'side' | 'logDensity' | 'logZ' | 'reliable'> {
  const { shape, data } = array(message, 'log_density', Float32Array);
  if (shape.length !== 2 || shape[0] !== shape[1])
    throw new MalformedMessage(`A log density of shape ${shape.join(' x ')} is not side x side.`);
  const logZ = Number(text(message.metadata, 'log_z'));
  return { side: shape[0]!, logDensity: data, logZ, reliable: text(message.metadata, 'reliable') === 'true' };
}

function data(message: Safetensors): Pick<DataFrame, 'x' | 'of'> {
  const of = text(message.metadata, 'of');
  return { x: particles(message).x, of: of === 'endless' ? null : whole(message.metadata, 'of') };
}

function lens(message: Safetensors): Pick<LensFrame, 'side' | 'maps' | 'curves' | 'hatch' | 'look'> {
  const look = JSON.parse(text(message.metadata, 'look')) as LookInfo;
  const maps = new Map(Object.keys(look.maps).map((name) => [name, array(message, name, Float32Array)] as const));
  const curves = Object.keys(look.curves).map((name): [string, Curve] => {
    const [x, y] = ['x', 'y'].map((axis) => array(message, `curve.${name}.${axis}`, Float32Array).data);
    return [name, { x: x!, y: y! }];
  });
  const [first] = maps.values();
  return {
    side: first?.shape[0] ?? 0,
    maps: new Map([...maps].map(([name, { data }]) => [name, data])),
    curves: new Map(curves),
    hatch: message.tensors.has('hatch') ? array(message, 'hatch', Float32Array).data : null,
    look,
  };
}

function array<T extends TypedArray>(
  { tensors }: Safetensors,
  name: string,
  type: abstract new (...args: never[]) => T,
): { shape: readonly number[]; data: T } {
  const tensor = tensors.get(name);
  if (!tensor) throw new MalformedMessage(`A frame lacks the array ${name}.`);
  if (!(tensor.data instanceof type)) throw new MalformedMessage(`The array ${name} has another type than promised.`);
  return { shape: tensor.shape, data: tensor.data };
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
