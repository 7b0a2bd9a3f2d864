/**
 * Estimated figures: no digit beyond the standard error. Two digits of the error are kept where it begins with 1, else
 * one, and as many decimals of the value: nearly the rule of the Particle Data Group (2022, introduction, 5.3).
 */

import { formatNumber, formatShare } from './format';

/** More digits of a value than these are read by nobody, however well it is known. */
const MOST_DIGITS = 6;
/** Beyond these sizes a value is written with a power of ten. */
const [SMALLEST, LARGEST] = [1e-4, 1e6];
/** A normal variable stays below its mean and this many standard deviations with probability .95. */
const Z_95 = 1.645;

export interface Estimate {
  /** The value: "0.0830". */
  readonly text: string;
  /** Its standard error with as many decimals: "0.0040"; null where none is known. */
  readonly error: string | null;
}

/** How many decimals an error leaves a value; negative where not even its ones are known. */
export function decimalsOf(error: number): number {
  const exponent = Math.floor(Math.log10(error));
  const leading = error / 10 ** exponent;
  // .95 to .99 is rounded up to 1.0, which has two digits
  return leading < 1.95 ? 1 - exponent : -exponent;
}

/** The value alone, with no digit beyond its error; three digits where no error is known. */
export function digits(value: number, error: number | null): string {
  return withError(value, error).text;
}

/** Value and error, each as it is printed. */
export function withError(value: number, error: number | null): Estimate {
  if (error === null || !Number.isFinite(error) || error <= 0 || !Number.isFinite(value))
    return { text: formatNumber(value), error: null };
  const decimals = decimalsOf(error);
  const size = Math.max(Math.abs(value), error);
  if (size < SMALLEST || size >= LARGEST) return scientific(value, error, decimals, size);
  const most = MOST_DIGITS - 1 - Math.floor(Math.log10(size));
  return { text: fixed(value, Math.min(decimals, most)), error: fixed(error, decimals) };
}

/** `withError` in one string: "0.083 ± 0.004". */
export function inText(value: number, error: number | null): string {
  return joined(withError(value, error));
}

/** "0.083 ± 0.004". */
export function joined({ text, error }: Estimate): string {
  return error === null ? text : `${text} ± ${error}`;
}

/** An error as it stands in brackets behind its value, in units of the last digit: "8" for 0.00179 ± 0.00008. */
export function inBrackets(error: string): string {
  return (error.split('e')[0] ?? '').replace('.', '').replace(/^0+(?=.)/, '');
}

/** A standard deviation of what exact samples score, from their mean and their 95 % quantile; null without them. */
export function spreadOf(floor: number | null, floor95: number | null): number | null {
  return floor === null || floor95 === null || floor95 <= floor ? null : (floor95 - floor) / Z_95;
}

/** A figure by its own error, or with no digit beyond what exact samples scatter by where it has none. */
export function estimated(value: number, error: number | null, floor: number | null, floor95: number | null): Estimate {
  if (error !== null) return withError(value, error);
  return { text: digits(value, spreadOf(floor, floor95)), error: null };
}

/** What exact samples score on average, and what 95 of 100 of them stay below: "0.29, 95 % < 0.51". */
export function floorInText(floor: number, floor95: number | null): string {
  const spread = spreadOf(floor, floor95);
  return digits(floor, spread) + (floor95 === null ? '' : `, 95 % < ${digits(floor95, spread)}`);
}

/** A share of one in per cent, its decimal only where its interval is narrow enough to leave it one: "20 %", "2.5 %". */
export function shareWithin(share: number, low: number, high: number): string {
  // an interval of 95 % reaches about two standard errors to either side
  const error = (100 * (high - low)) / 4;
  if (!(error > 0) || decimalsOf(error) > 0) return formatShare(share);
  const unit = 10 ** -Math.min(0, decimalsOf(error));
  return `${(Math.round((100 * share) / unit) * unit).toFixed(0)} %`;
}

function fixed(value: number, decimals: number): string {
  if (decimals > 0) return withMinus(plain(value.toFixed(decimals)));
  const unit = 10 ** -decimals;
  const whole = Math.round(value / unit) * unit;
  return withMinus(plain(Math.abs(whole) >= 1000 ? whole.toLocaleString('en').replaceAll(',', '\u202f') : `${whole}`));
}

/** Both under the power of ten of the larger one: "3.2e−6", "0.4e−6". */
function scientific(value: number, error: number, decimals: number, size: number): Estimate {
  const exponent = Math.floor(Math.log10(size));
  const mantissa = (number: number) => (number / 10 ** exponent).toFixed(Math.max(0, decimals + exponent));
  const [text, noise] = [value, error].map((number) => withMinus(`${plain(mantissa(number))}e${exponent}`));
  return { text: text ?? '', error: noise ?? '' };
}

/** Nothing is no less than nothing. */
function plain(text: string): string {
  return /^-[0.]*$/.test(text) ? text.slice(1) : text;
}

function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}
