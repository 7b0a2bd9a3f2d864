/** What a panel says of its shares in one line, and in which order it shows them: the worst first. */

import { shareWithin } from '../lib/digits';
import { formatShare } from '../lib/format';
import type { Verdict } from '../protocol/generated';

/** The share of one mode; `sampled` is null before anything walked. */
export interface Share {
  /** From 1, as the drawing has them. */
  readonly mode: number;
  readonly true: number;
  readonly sampled: number | null;
  readonly low: number;
  readonly high: number;
}

/** How wrong a share is, in standard deviations of one particle: a rare mode that is lost is worse than a dent in a large one. */
export function wrongness({ true: drawn, sampled }: Share): number {
  if (sampled === null) return 0;
  const spread = Math.sqrt(drawn * (1 - drawn));
  return Math.abs(sampled - drawn) / (spread > 0 ? spread : 1);
}

/** Equally wrong ones, such as the two of a pair, begin with the rarer; before a walk all stand as they were drawn. */
export function worstFirst(shares: readonly Share[]): readonly Share[] {
  if (shares.every(({ sampled }) => sampled === null)) return shares;
  // nine decimals: the two of a pair differ by rounding alone
  const rank = (share: Share) => Math.round(1e9 * wrongness(share));
  return shares.toSorted((one, other) => rank(other) - rank(one) || one.true - other.true || one.mode - other.mode);
}

export type Tone = 'quiet' | 'bad' | 'good';

export interface Line {
  /** "20 % drawn, 49 % sampled" */
  readonly shares: string;
  /** ": wrong (47 to 51 %)"; empty where nothing is judged. */
  readonly judgement: string;
  readonly tone: Tone;
}

/** `told` is the joint verdict on all shares; null where nobody judged. */
export function verdictLine(shares: readonly Share[], told: Verdict | null, walking: boolean): Line | null {
  const worst = told || shares.some(({ sampled }) => sampled !== null) ? worstFirst(shares)[0] : rarest(shares);
  if (!worst) return null;
  if (shares.length === 1) return { shares: 'one mode: no shares to compare', judgement: '', tone: 'quiet' };
  const name = isPlain(shares) ? '' : `mode ${worst.mode}: `;
  const drawn = `${name}${formatShare(worst.true)} drawn`;
  if (worst.sampled === null) return { shares: `${drawn}, not sampled yet`, judgement: '', tone: 'quiet' };
  const sampled = shareWithin(worst.sampled, worst.low, worst.high);
  return { shares: `${drawn}, ${sampled} ${walking ? 'so far' : 'sampled'}`, ...judged(worst, told, walking) };
}

function judged(worst: Share, told: Verdict | null, walking: boolean): Pick<Line, 'judgement' | 'tone'> {
  const interval = `(${formatShare(worst.low).replace(' %', '')} to ${formatShare(worst.high)})`;
  if (told === null) return { judgement: ` ${interval}`, tone: 'quiet' };
  if (told.holds && walking) return { judgement: ` ${interval}`, tone: 'quiet' };
  if (told.holds) return { judgement: ', cannot be told from exact samples', tone: 'good' };
  // all modes together may be wrong where no single one surely is
  if (worst.true >= worst.low && worst.true <= worst.high) return { judgement: ': wrong all together', tone: 'bad' };
  return { judgement: `: wrong ${interval}`, tone: 'bad' };
}

function rarest(shares: readonly Share[]): Share | undefined {
  return shares.toSorted((one, other) => one.true - other.true)[0];
}

/** Of an unequal pair a share alone says which mode is meant. */
function isPlain([one, other, ...more]: readonly Share[]): boolean {
  return more.length === 0 && one !== undefined && formatShare(one.true) !== formatShare(other?.true ?? 0);
}
