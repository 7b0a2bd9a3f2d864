/** What a score panel's layers are to the page: the one place that knows them by their names. */

import { factOf, type ArrowsFrame, type Frame, type MapFrame, type PointsFrame, type Shape } from '../stream/decoder';
import type { FrameOf } from '../stream/decoder';
import { MalformedMessage } from '../stream/safetensors';
import type { LookInfo } from '../protocol/generated';

export const FIELD = 'field';
export const PARTICLES = 'particles';
export const LENS = 'lens';
export const ENERGY = 'energy';
export const DATA = 'data';

/** What every panel shows, whatever its legend says. */
export const ALWAYS: readonly string[] = [FIELD, PARTICLES];

/** The learnt score, 1/unit. */
export type Field = ArrowsFrame;
export type Particles = PointsFrame;

/** What a lens saw. */
export interface Looked extends MapFrame {
  readonly look: LookInfo;
}

/** What an energy model holds likely. */
export interface Energy extends MapFrame {
  /** -E(x) - log Z, nats. */
  readonly logDensity: Float32Array;
  /** By quadrature, nats. */
  readonly logZ: number;
  /** False where the quadrature's window did not hold the mass: log Z is then a lower bound. */
  readonly reliable: boolean;
}

/** Points that a run trains on. */
export interface Data extends PointsFrame {
  /** How many points there are; null for an endless stream, of which `x` is a new sample. */
  readonly of: number | null;
}

/** What takes frames of score panels in, each as what its layer is; `other` takes those of layers without a role. */
export interface Roles {
  field(frame: Field): void;
  particles(frame: Particles): void;
  lens(frame: Looked): void;
  energy(frame: Energy): void;
  data(frame: Data): void;
  other(frame: Frame): void;
}

export function hand(frame: Frame, roles: Roles): void {
  switch (frame.kind) {
    case FIELD:
      return roles.field(shaped(frame, 'arrows'));
    case PARTICLES:
      return roles.particles(shaped(frame, 'points'));
    case LENS:
      return roles.lens(lookedOf(shaped(frame, 'map')));
    case ENERGY:
      return roles.energy(energyOf(shaped(frame, 'map')));
    case DATA:
      return roles.data(dataOf(shaped(frame, 'points')));
    default:
      return roles.other(frame);
  }
}

function lookedOf(frame: MapFrame): Looked {
  const { look } = frame;
  if (!look) throw new MalformedMessage('A frame of a lens does not say its look.');
  return { ...frame, look };
}

export function energyOf(frame: MapFrame): Energy {
  const logDensity = frame.maps.get('log_density');
  if (!logDensity) throw new MalformedMessage('A frame of an energy lacks the array log_density.');
  return {
    ...frame,
    logDensity,
    logZ: Number(factOf(frame, 'log_z')),
    reliable: factOf(frame, 'reliable') === 'true',
  };
}

export function dataOf(frame: PointsFrame): Data {
  const said = factOf(frame, 'of');
  const of = said === 'endless' ? null : Number(said);
  if (of !== null && !Number.isInteger(of)) throw new MalformedMessage('The number of points is not a whole number.');
  return { ...frame, of };
}

function shaped<S extends Shape>(frame: Frame, shape: S): FrameOf<S> {
  if (frame.shape === shape) return frame as FrameOf<S>;
  throw new MalformedMessage(`The layer ${frame.kind} has the shape ${frame.shape}, not ${shape}; reload the page.`);
}
