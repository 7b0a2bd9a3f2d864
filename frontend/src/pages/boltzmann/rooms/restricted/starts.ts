/** What the room begins with, by its data, and experiments that show one thing each. */

import type { Standing } from '../../link';
import { samples, subjectOf } from '../../machines/drawn';

export const START: Standing = {
  subject: { data: 'digits', patterns: null, width: 8, height: 8, split: 0 },
  panels: [{ objective: 'cd' }, { objective: 'pcd' }],
  options: { pace: 3, view: 'dreams' },
};

/** Epochs a second that can be chosen: of digits, and of a few patterns, where an epoch is a single step. */
export const PACES = { digits: [1, 3, 6, 20, null], few: [50, 200, 600, null] } as const;

export function startOf(data: string): Standing {
  if (data === 'digits') return START;
  const subject = data === 'drawn' ? { ...START.subject, ...subjectOf(samples()) } : { ...START.subject, data };
  // without centring CD-1 shows best what it misses: docs/boltzmann.md has the table
  const panels = [{ objective: 'cd', centred: false, rate: 0.1 }, { objective: 'pcd' }, { objective: 'exact' }];
  return { subject, panels, options: { pace: 200, view: 'dreams' } };
}

export interface Trial {
  readonly title: string;
  /** What it shows. */
  readonly words: string;
  readonly standing: Standing;
}

export const TRIALS: readonly Trial[] = [
  {
    title: 'Good reconstructions, wrong law',
    words: 'CD-1 gives bars and stripes back and misses their law; PCD-5 and the exact gradient find it.',
    standing: startOf('bars-and-stripes'),
  },
  {
    title: 'Learning by heart',
    words: '256 hidden units and 100 epochs: the free energies of training and test pictures part.',
    standing: {
      ...START,
      panels: [
        { objective: 'pcd', hidden: 64 },
        { objective: 'pcd', hidden: 256, epochs: 100, rate: 0.2 },
      ],
      options: { pace: null, view: 'dreams' },
    },
  },
  {
    title: 'log Z, exact and annealed',
    words: 'With 16 hidden units all their states can be written out: annealing should agree.',
    standing: {
      ...START,
      panels: [
        { objective: 'pcd', hidden: 16 },
        { objective: 'exact', hidden: 12 },
      ],
    },
  },
];
