/** Shares of hidden pixels that are wrong, as rows of bars: what needs no model first, then each model. */

import type { Figures } from '../../../../room/room.svelte';

export interface Row {
  readonly label: string;
  /** Null for what needs no model. */
  readonly colour: string | null;
  readonly mean: number;
  /** One sample's; null where there is none. */
  readonly sample: number | null;
}

export interface Answer {
  readonly label: string;
  readonly colour: string;
  readonly figures: Figures | null;
}

export function rowsOf(answers: readonly Answer[]): Row[] {
  const given = answers.map(({ figures }) => figures).filter((figures) => figures !== null);
  const shared = (label: string, name: string): Row[] => {
    const mean = given.map((figures) => figures[name] ?? null).find((value) => value !== null) ?? null;
    return mean === null ? [] : [{ label, colour: null, mean, sample: null }];
  };
  const models = answers.flatMap(({ label, colour, figures }): Row[] => {
    const mean = figures?.['hidden_error_mean'] ?? null;
    return mean === null ? [] : [{ label, colour, mean, sample: figures?.['hidden_error_sample'] ?? null }];
  });
  return [...shared('Base rate', 'base_rate_error'), ...shared('Nearest training picture', 'nearest_error'), ...models];
}

/** What the bars come to, in a sentence; empty while there is nothing to compare. */
export function verdict(rows: readonly Row[]): string {
  const [best, ...others] = [...rows].sort((a, b) => a.mean - b.mean);
  if (!best || others.length === 0) return '';
  const nearest = rows.find(({ label }) => label.startsWith('Nearest'));
  const models = rows.filter(({ colour }) => colour !== null);
  if (models.length === 0) return '';
  const better = models.filter(({ mean }) => nearest && mean < nearest.mean).map(({ label }) => label);
  if (better.length === 0) return 'Copying the nearest training picture does at least as well as every model here.';
  const beats = better.length === 1 ? 'beats' : 'beat';
  return `By their means ${better.join(' and ')} ${beats} copying the nearest training picture.`;
}
