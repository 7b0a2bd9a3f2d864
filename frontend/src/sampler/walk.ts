/** The walk that Sample starts, as a sentence and as choices. */

import { formatNumber } from '../lib/format';
import type { SamplerSpec, TargetSpec } from '../protocol/generated';

export type Start = NonNullable<SamplerSpec['init']>;

/** The starts that can be chosen from a menu, in words that go on after "start ...". */
export const STARTS: readonly (readonly [Start, string])[] = [
  ['data', 'at the data'],
  ['uniform', 'uniformly over the box'],
  ['gaussian', 'from one broad Gaussian'],
  ['points', 'at points clicked in a panel'],
];

export const FIELDS = [
  ['learned', 'the learnt field'],
  ['exact', 'the exact field'],
  ['experts', 'the added scores of the experts'],
] as const;
export type Ground = (typeof FIELDS)[number][0];

/** What there is to walk on: experts are a product's. */
export function groundsOf(target: Pick<TargetSpec, 'kind'>, chosen: Ground): readonly (typeof FIELDS)[number][] {
  return FIELDS.filter(([name]) => name !== 'experts' || target.kind === 'product' || chosen === 'experts');
}

export const DEFAULTS = { n_particles: 2000, init: 'uniform', field: 'learned' } as const;

export function walkInWords(sampler: SamplerSpec, pace: number): string {
  const { n_particles, init, field } = { ...DEFAULTS, ...sampler };
  const start = STARTS.find(([name]) => name === init)?.[1] ?? 'at given points';
  const ground = FIELDS.find(([name]) => name === field)?.[1] ?? field;
  return (
    `${formatNumber(n_particles)} particles a panel start ${start} and walk on ${ground}, ` +
    `at most ${formatNumber(pace)} steps a second.`
  );
}

/** The same where there is little room. */
export function walkBriefly(sampler: SamplerSpec): string {
  const { n_particles, init } = { ...DEFAULTS, ...sampler };
  return `${formatNumber(n_particles)} particles start ${STARTS.find(([name]) => name === init)?.[1] ?? 'at given points'}.`;
}
