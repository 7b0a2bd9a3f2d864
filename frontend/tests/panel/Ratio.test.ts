import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Panel } from '../../src/live/panel.svelte';
import Ratio from '../../src/panel/Ratio.svelte';
import type { Found, Prober } from '../../src/sight/probe.svelte';
import { fake, textsOf } from '../mounted';

/** Energies of two pressed points, nats: A is e times likelier by the panel and twice by the target. */
const FOUND: readonly Found[] = [
  fake<Found>({ reading: { energy: 1, true_log_density: Math.log(2) } }),
  fake<Found>({ reading: { energy: 2, true_log_density: 0 } }),
];
const MARKS = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

interface Now {
  readonly marks?: typeof MARKS;
  readonly model?: 'energy' | 'score';
  readonly found?: readonly (Found | null)[];
  readonly past?: number | null;
}

function said({ marks = MARKS, model = 'energy', found = FOUND, past = null }: Now = {}): string[] {
  const prober = fake<Prober>({ marks, at: (_, mark) => found[marks.indexOf(mark as (typeof MARKS)[number])] ?? null });
  const panel = fake<Panel>({ run: 'r1', spec: { run: { model } }, viewed: { training: past, sampling: null } });
  render(Ratio, { prober, index: 0, panel });
  return textsOf('p');
}

it('gives the ratio as an energy model has it and as it is', () => {
  expect(said()).toEqual([
    'p(A)/p(B) = 2.72 · E(B) − E(A) = 1 nats',
    'exact 2 · 0.693 nats',
    'Z cancels in the ratio.',
  ]);
});

it('says that it is by the newest weights where another step is looked at', () => {
  expect(said({ past: 100 }).at(-1)).toBe('Z cancels in the ratio; by the newest weights.');
});

it('wants two points and waits for the answer', () => {
  expect(said({ marks: MARKS.slice(0, 1) })).toEqual(['Press a second point to compare.']);
  document.body.replaceChildren();
  expect(said({ found: [] })).toEqual(['Asking…']);
});

it('has only the exact ratio beside a score', () => {
  expect(said({ model: 'score' })).toEqual([
    'A score alone gives no ratio of densities: it needs an energy.',
    'exact p(A)/p(B) = 2 · 0.693 nats',
  ]);
});
