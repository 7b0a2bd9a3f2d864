import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Panel } from '../../src/live/panel.svelte';
import Readout from '../../src/panel/Readout.svelte';
import type { Found, Prober } from '../../src/sight/probe.svelte';
import { fake, textOf } from '../mounted';

const EXACT = fake<Found>({
  step: 90,
  logDensity: -1,
  reading: { score: [3, 4], true_score: [3, 2], true_log_density: 0 },
});

interface Now {
  readonly found?: Found | null;
  readonly past?: number | null;
  readonly compact?: boolean;
  readonly score?: Float32Array | null;
  readonly doubt?: string | null;
}

/** The rows that show, as name and figure. */
function rows({ found = EXACT, past = null, compact = false, score = null, doubt = null }: Now = {}): string[] {
  const panel = fake<Panel>({
    run: 'r1',
    doubtOf: (name) => (name === 'log_z' ? doubt : null),
    viewed: { training: past, sampling: null },
    frames: { field: score && { values: score, side: 2 } },
  });
  const prober = fake<Prober>({ at: () => found });
  render(Readout, { prober, point: { x: 1, y: -0.5 }, index: 0, panel, density: null, compact });
  return [...document.querySelectorAll<HTMLElement>('dl > div')].filter((row) => !row.hidden).map(textOf);
}

it('gives what the server said of the point, with units', () => {
  expect(rows()).toEqual([
    'at (1.00, −0.50) exact',
    'score (3.00, 4.00) · 5 /unit',
    'error 2 /unit',
    'learnt p 0.368 /unit² · −1 nats',
    'exact p 1 /unit² · 0 nats',
  ]);
  expect(document.querySelector<HTMLElement>('[data-readout="0"]')?.dataset['exact']).toBe('true');
});

it('says when the density hangs on a normaliser that may not be believed', () => {
  expect(rows({ doubt: 'The grid cannot see it.' })[3]).toBe('learnt p 0.368 /unit² · −1 nats (log Z is unreliable)');
});

it('gives less where there is little room', () => {
  expect(rows({ compact: true })).toEqual(['score 5 /unit', 'error 2 /unit', 'learnt p 0.368 /unit²']);
});

it('reads between the arrows until the server has answered', () => {
  expect(rows({ found: null, score: Float32Array.of(0, 2, 0, 2, 0, 2, 0, 2) })).toEqual([
    'at (1.00, −0.50) ≈ between arrows',
    'score (0.00, 2.00) · 2 /unit',
  ]);
});

it('does not ask the server of a step that is past', () => {
  expect(rows({ past: 40, score: Float32Array.of(0, 2, 0, 2, 0, 2, 0, 2) })[0]).toBe('at (1.00, −0.50) ≈ at step 40');
});

it('says where the field has no value', () => {
  expect(rows({ found: null })).toEqual(['at (1.00, −0.50)', 'score not finite here']);
});
