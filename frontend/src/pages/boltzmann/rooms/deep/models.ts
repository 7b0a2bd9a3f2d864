/** The four models that grow out of restricted machines, and what may be said of each. */

import { ahead } from '../../machines/nats';

export interface Model {
  readonly name: string;
  /** In a menu. */
  readonly title: string;
  /** In a chart. */
  readonly short: string;
  readonly words: string;
  /** Whether its restricted machines are to become layers of a deep one. */
  readonly deep: boolean;
}

export const MODELS: readonly [Model, ...Model[]] = [
  { name: 'rbm', title: 'One layer (RBM)', short: 'RBM', words: 'one restricted machine', deep: false },
  {
    name: 'stack',
    title: 'Stack (DBN)',
    short: 'stack',
    words: 'a second machine on the first, which is read downwards only',
    deep: false,
  },
  {
    name: 'composed',
    title: 'Composed (DBM)',
    short: 'composed',
    words: 'both layers put together as one machine, not trained on',
    deep: true,
  },
  {
    name: 'joint',
    title: 'Trained jointly (DBM)',
    short: 'joint',
    words: 'both layers put together, then trained as one machine',
    deep: true,
  },
];

export function modelOf(name: unknown): Model {
  return MODELS.find((model) => model.name === name) ?? MODELS[0];
}

/** What its figure is called: a bound is never called a likelihood. */
export function figureOf(bounded: boolean): { readonly measure: string; readonly text: string } {
  return bounded
    ? { measure: 'log_likelihood_bound', text: 'lower bound, test' }
    : { measure: 'log_likelihood', text: 'log-likelihood, test' };
}

/** What its figure says beside independent pixels; or that there is none yet, as deep machines have in the beginning. */
export function scoreInWords(bounded: boolean, value: number | null, independent: number | null): string {
  if (value !== null) return ahead(value, independent);
  return `no ${bounded ? 'lower bound' : 'log-likelihood'} yet: it is scored as training goes on`;
}

export interface Stage {
  readonly name: string;
  readonly epochs: number;
  /** How much of it is done, 0 to 1. */
  readonly done: number;
  readonly now: boolean;
}

/** The stages of a run that stands at this epoch of all of them. */
export function stagesAt(stages: unknown, epoch: number): Stage[] {
  if (!Array.isArray(stages)) return [];
  let before = 0;
  const found = (stages as readonly (readonly [string, number])[]).map(([name, epochs]) => {
    const done = Math.min(1, Math.max(0, (epoch - before) / Math.max(1, epochs)));
    before += epochs;
    return { name, epochs, done };
  });
  const at = found.findIndex(({ done }) => done < 1);
  return found.map((stage, index) => ({ ...stage, now: index === at }));
}
