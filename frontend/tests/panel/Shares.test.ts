import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Shares from '../../src/panel/Shares.svelte';
import type { ModeInfo, SampleMetrics } from '../../src/protocol/generated';
import { fake, textOf, textsOf } from '../mounted';

const MODES = [0.4, 0.3, 0.2, 0.1].map((mass) => fake<ModeInfo>({ mass }));
const SAMPLES = fake<SampleMetrics>({
  step: 300,
  modes: [
    { true: 0.8, sampled: 0.5, low: 0.45, high: 0.55 },
    { true: 0.2, sampled: 0.5, low: 0.45, high: 0.55 },
  ],
  values: { mode_weight_tv: 0.30123, mode_weight_tv_floor: 0.0112, mode_weight_tv_floor_95: 0.0214 },
  unreliable: {},
  verdicts: { mode_weights: { holds: false, sentence: 'It differs from exact samples.', smallest_fault: 0.018 } },
  hidden_modes: 0,
  hidden_mass: 0,
  message: '',
});

interface Now {
  readonly samples?: SampleMetrics | null;
  readonly viewed?: number | null;
  readonly full?: boolean;
  readonly bars?: boolean;
}

function shown({ samples = SAMPLES, viewed = null, full = true, bars = true }: Now = {}) {
  render(Shares, { modes: MODES, samples, viewed, ground: 'the learnt field', full, bars });
  const said = (selector: string) => textOf(document.querySelector(selector));
  return { rows: textsOf('tbody tr'), verdict: said('.verdict'), distance: said('.distance') };
}

it('gives every exact share alone until something is sampled', () => {
  const { rows, verdict, distance } = shown({ samples: null });
  expect(rows).toEqual(['mode 1 40 %', 'mode 2 30 %', 'mode 3 20 %', 'mode 4 10 %']);
  expect(verdict).toBe('mode 4: 10 % drawn, not sampled yet');
  expect(distance).toBe('');
  expect(document.querySelector('.sampled')).toBeNull();
});

it('gives the sampled share of each mode beside the exact one, with its interval, the rarer of a pair first', () => {
  const { rows, verdict, distance } = shown();
  expect(rows).toEqual(['mode 2 50 % of 20 %', 'mode 1 50 % of 80 %']);
  expect(screen.getAllByRole('row')[1]?.title).toBe(
    'Sampled share 50 %, interval 45 % to 55 %; the intervals of all modes hold together in 95 of 100 samples',
  );
  expect(verdict).toBe('20 % drawn, 50 % sampled: wrong (45 to 55 %)');
  expect(distance).toBe('0.301 share error, exact 0.011, 95 % < 0.021');
});

it('gives the share error no digit beyond what exact samples scatter by', () => {
  const values = { mode_weight_tv: 0.30123, mode_weight_tv_floor: 0.1, mode_weight_tv_floor_95: 0.2 };
  expect(shown({ samples: { ...SAMPLES, values } }).distance).toBe('0.30 share error, exact 0.10, 95 % < 0.20');
});

it('is the verdict alone without room for bars, the distance only where it is wanted', () => {
  expect(shown({ bars: false, full: false })).toEqual({
    rows: [],
    verdict: '20 % drawn, 50 % sampled: wrong (45 to 55 %)',
    distance: '',
  });
  document.body.replaceChildren();
  expect(shown({ viewed: 320 }).distance).toContain('walk step 300');
});

it('passes on what the sampler warns of', () => {
  shown({ samples: { ...SAMPLES, message: '3 particles left the box.' } });
  expect(screen.getByText('3 particles left the box.').className).toContain('warns');
});

it('says the verdict of the server, and how it would be had', () => {
  shown();
  expect(textOf(document.querySelector('.told'))).toBe('It differs from exact samples.');
  expect(document.querySelector('.told')?.className).toContain('warns');
  document.body.replaceChildren();
  const verdicts = { mode_weights: { holds: true, sentence: 'It cannot be told.', smallest_fault: 0.018 } };
  const { verdict } = shown({ samples: { ...SAMPLES, verdicts } });
  expect(verdict).toBe('20 % drawn, 50 % sampled: cannot be told from exact samples');
  expect(document.querySelector('.told')?.className).not.toContain('warns');
});

it('marks a share error that may not be believed, and says of modes that have no bar', () => {
  const unreliable = { mode_weight_tv: 'Most particles are off the box.' };
  shown({ samples: { ...SAMPLES, unreliable, hidden_modes: 3, hidden_mass: 0.004 } });
  expect(screen.getByRole('button', { name: 'Unreliable: share error' })).toBeTruthy();
  expect(document.querySelector('.distance')?.getAttribute('title')).toContain('3 modes under 0.2 %');
});
