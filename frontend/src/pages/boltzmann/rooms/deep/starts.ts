/** What the room begins with, and experiments that show one thing each. */

import type { Standing } from '../../link';
import { samples, subjectOf } from '../../machines/drawn';
import { modelOf } from './models';

export const START: Standing = {
  subject: { data: 'digits', patterns: null, width: 8, height: 8, split: 0 },
  panels: [{ model: 'rbm' }, { model: 'stack' }, { model: 'composed' }, { model: 'joint' }],
  options: { pace: null, view: 'layers' },
};

/** Epochs a second. */
export const PACES = [1, 3, 10, null] as const;

/** The same runs on other data. */
export function subjectFor(data: string): Standing['subject'] {
  return data === 'drawn' ? { ...START.subject, ...subjectOf(samples()) } : { ...START.subject, data };
}

export interface Trial {
  readonly title: string;
  /** What it shows. */
  readonly words: string;
  readonly panels: Standing['panels'];
}

export const TRIALS: readonly Trial[] = [
  {
    title: 'Four models',
    words: 'What one layer, two layers and training them together come to.',
    panels: START.panels,
  },
  {
    title: 'Doubled inputs',
    words: 'Each layer of a deep machine has two neighbours: prepared for that, and not.',
    panels: [
      { model: 'composed', doubled: true },
      { model: 'composed', doubled: false },
    ],
  },
  {
    title: 'Head start',
    words: 'Twenty joint epochs after layers that were learnt one by one, and from nothing; then all 160 from nothing.',
    panels: [
      { model: 'joint', pretraining_epochs: 30, epochs: 20 },
      { model: 'joint', pretraining_epochs: 0, epochs: 20 },
      { model: 'joint', pretraining_epochs: 30, epochs: 100 },
      { model: 'joint', pretraining_epochs: 0, epochs: 160 },
    ],
  },
];

/** How a run of these settings is told from others of its model. */
export function detailOf({ model, doubled, pretraining_epochs: pretraining, epochs }: Standing['subject']): string {
  const { name, deep } = modelOf(model ?? 'joint');
  const said = [];
  if (deep && doubled === false) said.push('inputs not doubled');
  if (pretraining === 0) said.push('from scratch');
  // a plan: the last of its stages, which the others have not
  if (name === 'joint' && typeof epochs === 'number') said.push(`${epochs} joint epochs planned`);
  return said.join(', ');
}
