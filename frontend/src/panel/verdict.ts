/** What a panel says of its shares in one line, and in which order it shows them: the worst first. */

import { shareWithin } from '../lib/digits';
import { formatShare } from '../lib/format';
import type { ModeInfo, SampleMetrics, Verdict } from '../protocol/generated';

/** The share of one mode; `sampled` is null before anything walked. */
export interface Share {
  /** From 1, as the drawing has them. */
  readonly mode: number;
  readonly true: number;
  readonly sampled: number | null;
  readonly low: number;
  readonly high: number;
}

/** Of every mode as sampled; before a walk as drawn, beside what is `held` by the model itself where that is known. */
export function sharesOf(
  samples: Pick<SampleMetrics, 'modes'> | null,
  modes: readonly Pick<ModeInfo, 'mass'>[],
  held: readonly number[] | null = null,
): Share[] {
  if (samples) return samples.modes.map((share, index) => ({ mode: index + 1, ...share }));
  return modes.map(({ mass }, index) => {
    const own = held?.[index] ?? null;
    return { mode: index + 1, true: mass, sampled: own, low: own ?? 0, high: own ?? 0 };
  });
}

/** How wrong a share is, in standard deviations of one particle: a rare mode that is lost is worse than a dent in a large one. */
function wrongness({ true: drawn, sampled }: Share): number {
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
  /** ": wrong"; empty where nothing is judged. */
  readonly judgement: string;
  /** "(47 to 51 %)": where the sampled share surely lies; empty where it says nothing more. */
  readonly within: string;
  readonly tone: Tone;
}

/** `told` is the joint verdict on all shares; null where nobody judged. */
export function verdictLine(shares: readonly Share[], told: Verdict | null, walking: boolean): Line | null {
  const worst = shares.some(({ sampled }) => sampled !== null) ? worstFirst(shares)[0] : rarest(shares);
  if (!worst) return null;
  if (shares.length === 1) return calm('one mode: no shares to compare');
  const drawn = `${isPlain(shares) ? '' : `mode ${worst.mode}: `}${formatShare(worst.true)} drawn`;
  if (worst.sampled === null) return calm(`${drawn}, ${walking ? 'particles on their way' : 'not sampled yet'}`);
  const sampled = shareWithin(worst.sampled, worst.low, worst.high);
  return { shares: `${drawn}, ${sampled} ${walking ? 'so far' : 'sampled'}`, ...judged(worst, told, walking) };
}

const calm = (shares: string): Line => ({ shares, judgement: '', within: '', tone: 'quiet' });

function judged(worst: Share, told: Verdict | null, walking: boolean): Omit<Line, 'shares'> {
  const within = `(${formatShare(worst.low).replace(' %', '')} to ${formatShare(worst.high)})`;
  if (told === null || (told.holds && walking)) return { judgement: '', within, tone: 'quiet' };
  if (told.holds) return { judgement: ': cannot be told from exact samples', within: '', tone: 'good' };
  // all modes together may be wrong where no single one surely is
  if (worst.true >= worst.low && worst.true <= worst.high)
    return { judgement: ': wrong with all others', within, tone: 'bad' };
  return { judgement: ': wrong', within, tone: 'bad' };
}

function rarest(shares: readonly Share[]): Share | undefined {
  return shares.toSorted((one, other) => one.true - other.true)[0];
}

/** Of an unequal pair a share alone says which mode is meant. */
function isPlain([one, other, ...more]: readonly Share[]): boolean {
  return more.length === 0 && one !== undefined && formatShare(one.true) !== formatShare(other?.true ?? 0);
}
