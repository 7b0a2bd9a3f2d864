/** Axes of a small chart: what range to show, where to put its ticks, and how to write them. */

import { formatNumber } from '../lib/format';
import { niceStep } from '../lib/round';

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

/** 0 at the low end, 1 at the high end; outside of that beyond them. */
export function place({ low, high, log }: Scale, value: number): number {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The value at a place: what `place` undoes. */
export function valueAt({ low, high, log }: Scale, at: number): number {
  return log ? low * (high / low) ** at : low + at * (high - low);
}

/** A scale that holds all finite values: whole decades if logarithmic, round ends and never flat if linear. */
export function fit(values: Iterable<number | null>, log: boolean): Scale {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || !Number.isFinite(value) || (log && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return log ? { low: 0.01, high: 1, log } : { low: 0, high: 1, log };
  return log ? decades(low, high) : rounded(low, high);
}

/** From 1, 2 or 5 times a power of ten to another, at least a decade apart. */
function decades(low: number, high: number): Scale {
  const bottom = -niceLog(-Math.log10(low));
  const top = Math.max(bottom + 1, niceLog(Math.log10(high) - 0.02));
  return { low: round(10 ** bottom), high: round(10 ** top), log: true };
}

/** The next logarithm of 1, 2 or 5 times a power of ten; the set mirrors itself, so it serves downwards as well. */
function niceLog(exponent: number): number {
  const whole = Math.floor(exponent + 1e-9);
  const steps = [0, Math.log10(2), Math.log10(5)];
  return whole + (steps.find((step) => step >= exponent - whole - 1e-9) ?? 1);
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

function rounded(low: number, high: number): Scale {
  if (low === high)
    return { low: low - Math.max(0.5, Math.abs(low) / 2), high: high + Math.max(0.5, Math.abs(high) / 2), log: false };
  const step = niceStep((high - low) / 4);
  return { low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step, log: false };
}

/** At most about `count` tick values inside the scale; on one from 0 at least two, so that its unit can be read. */
export function ticks({ low, high, log }: Scale, count: number): number[] {
  if (log) {
    const bottom = Math.ceil(Math.log10(low) - 1e-9);
    const top = Math.floor(Math.log10(high) + 1e-9);
    if (top <= bottom) return between(low, high, count);
    const stride = Math.max(1, Math.ceil((top - bottom + 1) / count));
    return range(bottom, top, stride).map((exponent) => 10 ** exponent);
  }
  const found = multiples(low, high, niceStep((high - low) / Math.max(1, count - 1)));
  return found.length > 1 ? found : multiples(low, high, niceStep((high - low) / 4));
}

function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  return range(first, Math.floor(high / step + 1e-9), 1).map((index) => round(index * step));
}

/** Mantissas of ticks by preference: as many of each decade as there is room for, and the same ones in every decade. */
const MANTISSAS = [[1, 2, 5], [1, 5], [5], [2]] as const;

/** 1, 2 and 5 times powers of ten in increasing order, for an axis with hardly a whole one on it. */
function between(low: number, high: number, count: number): number[] {
  const exponents = range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)), 1);
  const inside = MANTISSAS.map((mantissas) =>
    exponents
      .flatMap((exponent) => mantissas.map((mantissa) => round(mantissa * 10 ** exponent)))
      .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)),
  );
  return inside.find(({ length }) => length <= count && length > 1) ?? inside[0] ?? [];
}

function range(first: number, last: number, stride: number): number[] {
  const values: number[] = [];
  for (let value = first; value <= last; value += stride) values.push(value);
  return values;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export function tickText({ log }: Scale, value: number): string {
  const exponent = Math.round(Math.log10(value));
  const whole = Math.abs(value / 10 ** exponent - 1) < 1e-9;
  if (!log || !whole || (value >= 0.01 && value <= 100)) return formatNumber(value);
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** The places moved as little as it takes to stand `gap` apart in their order, from `low` to `high`. */
export function spread(places: readonly number[], gap: number, low: number, high: number): number[] {
  const order = places.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  let least = low;
  for (const each of order) {
    each.at = Math.max(least, each.at);
    least = each.at + gap;
  }
  let most = high;
  for (const each of [...order].reverse()) {
    each.at = Math.min(most, each.at);
    most = each.at - gap;
  }
  return order.sort((a, b) => a.index - b.index).map(({ at }) => at);
}
