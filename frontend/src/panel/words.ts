/** What a panel says of its run, in words and in figures with their units. */

import { formatNumber } from '../lib/format';
import type { Measure, RunState, SamplerSpec } from '../protocol/generated';

export interface Figure {
  readonly label: string;
  readonly text: string;
  /** Said on hover and to screen readers. */
  readonly explanation: string;
  readonly key: string;
  readonly value: number | null;
}

/** The measures that panels and charts name. */
export const MEASURES = {
  loss: 'loss',
  heldOut: 'held_out_loss',
  clean: 'relative_fisher_error',
  smoothed: 'relative_fisher_error_smoothed',
  sigma: 'sigma',
  angle: 'angle_deg',
} as const;

/** Key of the figure that says of which step the others are. */
export const MEASURED_AT = 'measured_at';

export type Tone = 'calm' | 'busy' | 'good' | 'bad';

export interface StatusWords {
  readonly text: string;
  readonly tone: Tone;
}

export function statusOf({ phase, sampling }: RunState): StatusWords {
  const walk = sampling === 'walking' ? ', sampling' : '';
  switch (phase) {
    case 'waiting':
      return { text: 'waiting for a place', tone: 'busy' };
    case 'queued':
      return { text: 'setting up', tone: 'busy' };
    case 'ready':
      return { text: `not trained yet${walk}`, tone: 'calm' };
    case 'training':
      return { text: `training${walk}`, tone: 'busy' };
    case 'paused':
      return { text: `paused${walk}`, tone: 'calm' };
    case 'finished':
      return { text: `trained${walk}`, tone: 'good' };
    case 'failed':
      return { text: 'failed', tone: 'bad' };
    case 'lost':
      return { text: 'lost', tone: 'bad' };
    default:
      throw new Error(`No words for phase ${String(phase satisfies never)}.`);
  }
}

type Measured = (name: string) => number | null;

/** What the catalogue says of a measure. */
export type WordsOf = (name: string) => Pick<Measure, 'label' | 'label_below' | 'note'> | undefined;

/** `lagOf` a measure is the step that its figure is of, where that is another than the one shown. */
export function figuresOf(
  step: number,
  n_steps: number,
  measure: Measured,
  words: WordsOf,
  lossUnit: string,
  lagOf: Measured = () => null,
): Figure[] {
  const measuredAt = lagOf(MEASURES.clean);
  return [
    {
      key: 'step',
      label: 'training step',
      value: step,
      text: `${formatNumber(step)} of ${formatNumber(n_steps)}`,
      explanation: 'Steps of training taken, of those asked for.',
    },
    ...lossesOf(measure, words, lossUnit, lagOf, measuredAt),
    ...errorsOf(measure, words),
    ...(measuredAt === null ? [] : [measuredOf(measuredAt)]),
  ];
}

/** The loss in training and, where a run has held points out, the loss on them. */
function lossesOf(
  measure: Measured,
  words: WordsOf,
  unit: string,
  lagOf: Measured,
  measuredAt: number | null,
): Figure[] {
  const loss = figure(MEASURES.loss, words, measure(MEASURES.loss), unit);
  const heldOut = measure(MEASURES.heldOut);
  if (heldOut === null) return [loss];
  const lag = lagOf(MEASURES.heldOut);
  const when = lag === null || lag === measuredAt ? '' : `, step ${formatNumber(lag)}`;
  const held = figure(MEASURES.heldOut, words, heldOut, unit);
  return [loss, { ...held, label: held.label + when }];
}

/** The errors against the target that an objective can reach, where that is another, and against the clean one. */
function errorsOf(measure: Measured, words: WordsOf): Figure[] {
  const [sigma, smoothed] = [measure(MEASURES.sigma), measure(MEASURES.smoothed)];
  const clean = figure(MEASURES.clean, words, measure(MEASURES.clean), '');
  if (smoothed === null) return [clean];
  const blurred = figure(MEASURES.smoothed, words, smoothed, '');
  return [
    { ...blurred, label: `${blurred.label}, σ ${sigma === null ? '?' : formatNumber(sigma)}` },
    { ...clean, label: words(MEASURES.clean)?.label_below ?? clean.label },
  ];
}

function measuredOf(step: number): Figure {
  return {
    key: MEASURED_AT,
    label: 'figures are of',
    value: step,
    text: `step ${formatNumber(step)}`,
    explanation: 'The field is that of the step you look back at; its figures were last measured a little before.',
  };
}

/** The step and the error against what the objective can reach: what fits a small panel. */
export function atAGlance(figures: readonly Figure[]): Figure[] {
  const error =
    figures.find(({ key }) => key === MEASURES.smoothed) ?? figures.find(({ key }) => key === MEASURES.clean);
  const measured = figures.find(({ key }) => key === MEASURED_AT);
  const label = measured ? `error at ${measured.text}` : 'error';
  return [...figures.slice(0, 1), ...(error ? [{ ...error, label }] : [])];
}

function figure(key: string, words: WordsOf, value: number | null, unit: string): Figure {
  const { label = key.replaceAll('_', ' '), note = '' } = words(key) ?? {};
  const text = value === null ? '–' : `${formatNumber(value)}${unit ? ` ${unit}` : ''}`;
  return { key, label, value, text, explanation: note };
}

/** What particles walk on. */
export function groundInWords({ field }: SamplerSpec): string {
  return field === 'exact' ? 'the exact field' : 'the learnt field';
}
