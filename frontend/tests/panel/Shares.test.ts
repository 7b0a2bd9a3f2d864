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
  values: { mode_weight_tv: 0.3, mode_weight_tv_floor: 0.01 },
  message: '',
});

interface Now {
  readonly samples?: SampleMetrics | null;
  readonly viewed?: number | null;
  readonly limit?: number;
}

function shown({ samples = SAMPLES, viewed = null, limit = 3 }: Now = {}) {
  render(Shares, { modes: MODES, samples, viewed, ground: 'the learnt field', limit });
  return { rows: textsOf('tbody tr'), below: textOf(document.querySelector('p')) };
}

it('gives each exact share alone until something is sampled', () => {
  const { rows, below } = shown({ samples: null });
  expect(rows).toEqual(['mode 1 40 %', 'mode 2 30 %', 'mode 3 20 %']);
  expect(below).toBe('1 more mode. Exact; sample to compare.');
  expect(document.querySelector('.sampled')).toBeNull();
});

it('gives the sampled share of each mode beside the exact one, with its interval', () => {
  const { rows, below } = shown();
  expect(rows).toEqual(['mode 1 50 % of 80 %', 'mode 2 50 % of 20 %']);
  expect(screen.getAllByRole('row')[1]?.title).toBe('95 % interval of the sampled share: 45 % to 55 %');
  expect(below).toBe('Share error (TV) 0.3, floor 0.01, after 300 steps on the learnt field');
});

it('is a line alone without room for bars, which says what step it is of', () => {
  expect(shown({ limit: 0, viewed: 320 })).toEqual({
    rows: [],
    below: 'Share error 0.3, floor 0.01, of walk step 300',
  });
  document.body.replaceChildren();
  expect(shown({ limit: 0, samples: null }).below).toBe('Not sampled yet.');
});

it('passes on what the sampler warns of', () => {
  shown({ samples: { ...SAMPLES, message: '3 particles left the box.' } });
  expect(screen.getByText('3 particles left the box.').className).toContain('warning');
});
