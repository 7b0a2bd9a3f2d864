/** What a panel says of its run, in words and in figures with their units. */

import { joined, withError, type Estimate } from '../lib/digits';
import { formatNumber } from '../lib/format';
import type { Panel } from '../live/panel.svelte';
import type { Measure, RunState, SamplerSpec } from '../protocol/generated';

export interface Figure extends Estimate {
  readonly label: string;
  readonly unit: string;
  /** Why it may not be believed; null where it may. */
  readonly doubt: string | null;
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

/** Of a panel that shows the exact score. */
export const NOTHING_TO_LEARN: StatusWords = { text: 'exact', tone: 'calm' };

const OVER: readonly RunState['phase'][] = ['failed', 'lost', 'queued', 'waiting'];

export function statusOf({ phase, sampling, step, retargeted_at }: RunState): StatusWords {
  const walk = sampling === 'walking' ? ', sampling' : '';
  // what it has learnt is judged against another density
  if (retargeted_at > 0 && retargeted_at === step && phase !== 'training' && !OVER.includes(phase))
    return { text: `trained on the earlier drawing${walk}`, tone: 'busy' };
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

/** What a panel says of itself. */
export type Told = Pick<Panel, 'shownStep' | 'measure' | 'lagOf' | 'doubtOf'> & {
  readonly state: Pick<RunState, 'n_steps'>;
};

/** What the catalogue says of a measure. */
export type WordsOf = (name: string) => Pick<Measure, 'label' | 'label_below' | 'note' | 'error'> | undefined;

export function figuresOf(panel: Told, words: WordsOf, lossUnit: string): Figure[] {
  const measuredAt = panel.lagOf(MEASURES.clean);
  const step = panel.shownStep;
  return [
    {
      ...BARE,
      key: 'step',
      label: 'training step',
      value: step,
      text: `${formatNumber(step)} of ${formatNumber(panel.state.n_steps)}`,
      explanation: 'Steps of training taken, of those asked for.',
    },
    ...lossesOf(panel, words, lossUnit, measuredAt),
    ...errorsOf(panel, words),
    ...(measuredAt === null ? [] : [measuredOf(measuredAt)]),
  ];
}

/** A figure that is exact. */
const BARE = { error: null, unit: '', doubt: null };

/** The loss in training and, where a run has held points out, the loss on them. */
function lossesOf(panel: Told, words: WordsOf, unit: string, measuredAt: number | null): Figure[] {
  const loss = figure(panel, MEASURES.loss, words, unit);
  const held = figure(panel, MEASURES.heldOut, words, unit);
  if (held.value === null) return [loss];
  const lag = panel.lagOf(MEASURES.heldOut);
  const when = lag === null || lag === measuredAt ? '' : `, step ${formatNumber(lag)}`;
  return [loss, { ...held, label: held.label + when }];
}

/** The errors against the target that an objective can reach, where that is another, and against the clean one. */
function errorsOf(panel: Told, words: WordsOf): Figure[] {
  const sigma = panel.measure(MEASURES.sigma);
  const clean = figure(panel, MEASURES.clean, words, '');
  const blurred = figure(panel, MEASURES.smoothed, words, '');
  if (blurred.value === null) return [clean];
  return [
    { ...blurred, label: `${blurred.label}, σ ${sigma === null ? '?' : formatNumber(sigma)}` },
    { ...clean, label: words(MEASURES.clean)?.label_below ?? clean.label },
  ];
}

function measuredOf(step: number): Figure {
  return {
    ...BARE,
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

function figure(panel: Told, key: string, words: WordsOf, unit: string): Figure {
  const { label = key.replaceAll('_', ' '), note = '', error = null } = words(key) ?? {};
  const value = panel.measure(key);
  const estimate =
    value === null ? { text: '–', error: null } : withError(value, error === null ? null : panel.measure(error));
  const doubt = value === null ? null : panel.doubtOf(key);
  return { ...estimate, key, label, value, unit: value === null ? '' : unit, doubt, explanation: note };
}

/** A figure in one string, with its error, its unit and whether it may be believed. */
export function figureInText(figure: Figure): string {
  const { unit, doubt } = figure;
  return `${joined(figure)}${unit && ` ${unit}`}${doubt === null ? '' : ' (unreliable)'}`;
}

/** What particles walk on. */
export function groundInWords({ field }: SamplerSpec): string {
  if (field === 'experts') return 'the added scores of the experts';
  return field === 'exact' ? 'the exact field' : 'the learnt field';
}
