/** What the table says of its figures. */

import { digits, estimated, floorInText, joined, spreadOf, type Estimate } from '../lib/digits';
import { formatNumber, inUnits } from '../lib/format';
import type { Comparison } from '../desk/comparison.svelte';
import type { Column, Reading, Verdict } from '../desk/verdicts';
import type { Reel } from '../live/panel.svelte';

/** Said beside a figure, so that it does not depend on colour. */
export const TAGS: Readonly<Record<Exclude<Verdict, null>, { readonly text: string; readonly explanation: string }>> = {
  best: { text: '★ best', explanation: 'The best of the panels at this point.' },
  noise: { text: '≈ noise', explanation: 'Within the noise of the best: chance alone makes such a difference.' },
  floor: { text: 'as exact', explanation: 'Cannot be told from exact samples of this size.' },
};

/** What stands behind a tag: the server's own sentence where it judged the particles. */
export function tagInWords(verdict: Exclude<Verdict, null>, { told }: Reading): string {
  return verdict === 'floor' && told ? told.sentence : TAGS[verdict].explanation;
}

/** A figure with no digit beyond its noise: that of the seeds, its standard error, or what exact samples scatter by. */
export function estimateOf({ value, interval, error, floor, floor95 }: Reading): Estimate {
  if (value === null) return { text: '–', error: null };
  return estimated(value, interval?.half ?? error, floor, floor95);
}

/** What exact samples score, where a figure has such a floor: "exact 0.29, 95 % < 0.51". */
export function floorInWords({ value, floor, floor95 }: Reading): string {
  return value === null || floor === null ? '' : `exact ${floorInText(floor, floor95)}`;
}

/** Of which steps a panel's figures are, where it has come further since: "of step 1 180, walk step 290". */
export function lagInWords(comparison: Comparison, index: number): string {
  const [training, sampling] = [comparison.lagOf(index, 'training'), comparison.lagOf(index, 'sampling')];
  const said = [
    ...(training === null ? [] : [`step ${formatNumber(training)}`]),
    ...(sampling === null ? [] : [`walk step ${formatNumber(sampling)}`]),
  ];
  return said.length > 0 ? `of ${said.join(', ')}` : '';
}

/** The same for one figure that is measured less often than the others of its panel. */
export function cellLagInWords(comparison: Comparison, index: number, reading: Reading, { of }: Column): string {
  const { step, interval } = reading;
  const expected = interval ? Math.floor(comparison.position(of)) : comparison.stepOf(index, of);
  return step === null || step === expected ? '' : `of step ${formatNumber(step)}`;
}

export function explain(reading: Reading, column: Column): string {
  const { value, interval, error, floor, floor95 } = reading;
  if (value === null) return 'Not measured here.';
  const unit = inUnits(column.unit);
  const mean = interval
    ? `Mean of ${interval.n} seeds with its 95 % interval`
    : `One seed${error === null ? '' : ', with its standard error'}`;
  const spread = spreadOf(floor, floor95);
  const most = floor95 === null ? '' : ` on average, and 95 of 100 less than ${digits(floor95, spread)}`;
  const beside = floor === null ? '' : `; exact samples score ${digits(floor, spread)}${most}`;
  const when = reading.step === null ? '' : `, measured at step ${formatNumber(reading.step)}`;
  const said = [`${mean}: ${joined(estimateOf(reading))}${unit && ` ${unit}`}${beside}${when}.`];
  return [...said, ...(reading.told ? [reading.told.sentence] : []), ...(reading.doubt ? [reading.doubt] : [])].join(
    ' ',
  );
}

function place(comparison: Comparison, reel: Reel): string {
  const position = comparison.position(reel);
  const what = reel === 'training' ? 'training' : 'the walk';
  return comparison.axis === 'step'
    ? `step ${formatNumber(Math.floor(position))} of ${what}`
    : `${formatNumber(position)} s of ${what}`;
}

/** Where the figures are from: "At step 1 500 of training and step 300 of the walk". */
export function placesInWords(comparison: Comparison): string {
  if (comparison.columns.length === 0) return 'Train to fill the table.';
  const sampled = comparison.columns.some(({ of }) => of === 'sampling');
  const places = [place(comparison, 'training'), ...(sampled ? [place(comparison, 'sampling')] : [])];
  const { playback } = comparison;
  const back = playback.at('training') !== null || playback.at('sampling') !== null;
  return `At ${places.join(' and ')}, ${back ? 'looked back at' : 'the farthest that all have come'}.`;
}

/** What can be said of differences. */
export function noiseInWords(comparison: Comparison): string {
  if (comparison.columns.length === 0) return '';
  return comparison.repeated
    ? "Means ± 95 % intervals over the seeds; ≈ is within the seeds' noise of the best."
    : 'One seed cannot tell a difference from chance.';
}
