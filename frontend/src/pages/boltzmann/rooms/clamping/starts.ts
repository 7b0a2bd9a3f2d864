/** What the room begins with, and the parts of a picture that can be hidden by name. */

import type { Fields } from '../../../../room/room.svelte';
import type { Standing } from '../../link';
import { samples, subjectOf } from '../../machines/drawn';

export const START: Standing = {
  subject: {
    data: 'digits',
    patterns: null,
    width: 8,
    height: 8,
    split: 0,
    index: 10,
    preset: 'lower-half',
    held: null,
  },
  panels: [{ model: 'ising' }, { model: 'rbm' }, { model: 'dbm' }],
  options: { pace: 20 },
};

export const PACES = [2, 20, 200, null] as const;

export const PARTS: readonly (readonly [name: string, title: string])[] = [
  ['lower-half', 'Lower half'],
  ['right-half', 'Right half'],
  ['centre', 'Centre'],
  ['random-50', 'Random 50 %'],
  ['random-25', 'Random 25 %'],
];

export const MODELS: readonly (readonly [name: string, title: string, words: string])[] = [
  ['ising', 'Ising', 'knows that neighbours are alike, and no digit'],
  ['rbm', 'RBM', 'has learnt strokes, and which go together'],
  ['dbm', 'DBM', 'has learnt strokes, and on top of them what they make'],
];

export function titleOf(model: unknown): string {
  return MODELS.find(([name]) => name === model)?.[1] ?? String(model);
}

/** The same question about other data. */
export function subjectFor(data: string): Fields {
  const other = { ...START.subject, data, index: 0 };
  return data === 'drawn' ? { ...other, ...subjectOf(samples()) } : other;
}
