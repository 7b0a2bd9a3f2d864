/**
 * Where a slider's handle stands for a number, and back. The slider covers what people use, the number box beside it
 * everything the schema allows.
 */

import type { NumberField } from './schema';

export interface Track {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  readonly whole: boolean;
}

/** Handle positions: 0 .. STOPS. */
export const STOPS = 200;

/** Decades to either side of the reference on a logarithmic track. */
const DECADES = 1.5;

/** `reference` is the automatic value or the default: the middle of a logarithmic track. */
export function trackOf(field: NumberField, reference: number): Track {
  const { whole } = field;
  const centre = Math.abs(reference) > 0 ? Math.abs(reference) : 1;
  const wide = field.max - field.min > 15 * centre || !Number.isFinite(field.max - field.min);
  if (field.min >= 0 && (field.log || wide)) {
    const low = Math.max(field.min, centre / 10 ** DECADES);
    const high = Math.min(field.max, centre * 10 ** DECADES);
    return { low: whole ? Math.max(1, Math.round(low)) : low, high, log: true, whole };
  }
  const low = Number.isFinite(field.min) ? field.min : reference - 4 * centre;
  const high = Number.isFinite(field.max) ? field.max : reference + 4 * centre;
  return { low, high, log: false, whole };
}

export function positionOf({ low, high, log }: Track, value: number): number {
  const inside = Math.min(high, Math.max(low, value));
  const share = log ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
  return Math.round(share * STOPS);
}

/** Two significant digits are what a hand can mean; the ends are exact. */
export function valueAt({ low, high, log, whole }: Track, position: number): number {
  if (position <= 0) return low;
  if (position >= STOPS) return high;
  const share = position / STOPS;
  const value = log ? low * (high / low) ** share : low + share * (high - low);
  const rounded = whole && value < 100 ? Math.round(value) : Number(value.toPrecision(log ? 2 : 3));
  return Math.min(high, Math.max(low, whole ? Math.round(rounded) : rounded));
}
