import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Verdict from '../../src/hall/Verdict.svelte';
import type { Panel } from '../../src/live/panel.svelte';
import type { ModeInfo, RunState, SampleMetrics } from '../../src/protocol/generated';
import { fake, textOf } from '../mounted';

const MODES = [0.8, 0.2].map((mass) => fake<ModeInfo>({ mass }));
const WRONG = fake<SampleMetrics>({
  modes: [
    { true: 0.8, sampled: 0.51, low: 0.49, high: 0.53 },
    { true: 0.2, sampled: 0.49, low: 0.47, high: 0.51 },
  ],
  verdicts: { mode_weights: { holds: false } },
});

function said(state: Partial<RunState>, samples: SampleMetrics | null) {
  document.body.replaceChildren();
  render(Verdict, { panel: fake<Panel>({ state, samples, step: 1500 }), modes: MODES });
  const line = document.querySelector<HTMLElement>('[data-hall-verdict]');
  return [textOf(line), line?.dataset['hallVerdict']];
}

it('says what was drawn, what is on its way, what came of it, and first of all that it still learns', () => {
  expect(said({ phase: 'ready', sampling: 'idle' }, null)).toEqual(['20 % drawn, not sampled yet', 'quiet']);
  expect(said({ phase: 'ready', sampling: 'walking' }, null)).toEqual(['20 % drawn, particles on their way', 'quiet']);
  expect(said({ phase: 'finished', sampling: 'finished' }, WRONG)).toEqual(['20 % drawn, 49 % sampled: wrong', 'bad']);
  expect(said({ phase: 'training', sampling: 'idle' }, WRONG)[0]).toBe('learning, step 1,500');
});
