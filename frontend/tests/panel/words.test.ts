import { describe, expect, it } from 'vitest';

import { atAGlance, figureInText, figuresOf, statusOf, type Told } from '../../src/panel/words';
import { runState } from '../live/fakes';

const WORDS: Readonly<Record<string, string>> = {
  loss: 'loss',
  held_out_loss: 'loss on held-out points',
  relative_fisher_error: 'error vs target',
  relative_fisher_error_smoothed: 'error vs smoothed',
};

/** As the catalogue has them. */
function words(name: string) {
  const label = WORDS[name];
  const error = `${name}_se`;
  return label === undefined
    ? undefined
    : { label, label_below: 'vs clean target', note: `What the ${label} is.`, error };
}

/** A panel that shows this step and has these figures. */
function told(step: number, values: Record<string, number>, more: Partial<Told> = {}): Told {
  const measure = (name: string) => values[name] ?? null;
  return { shownStep: step, state: { n_steps: 1500 }, measure, lagOf: () => null, doubtOf: () => null, ...more };
}

describe('the figures of a panel', () => {
  it('name what a denoiser is judged against, first its own smoothed target', () => {
    const panel = told(1500, {
      loss: 12.3456,
      relative_fisher_error: 0.04,
      relative_fisher_error_smoothed: 0.012,
      sigma: 0.1,
    });
    const said = figuresOf(panel, words, '1/unit²').map((figure) => `${figure.label}: ${figureInText(figure)}`);
    expect(said).toEqual([
      'training step: 1\u202f500 of 1\u202f500',
      'loss: 12.3 1/unit²',
      'error vs smoothed, σ 0.1: 0.012',
      'vs clean target: 0.04',
    ]);
  });

  it('have no digit beyond their standard errors, and say which may not be believed', () => {
    const values = { loss: 12.3456, loss_se: 0.3, relative_fisher_error: 0.04567, relative_fisher_error_se: 0.0021 };
    const doubtOf = (name: string) => (name === 'loss' ? 'It exploded.' : null);
    const figures = figuresOf(told(9, values, { doubtOf }), words, '1/unit²');
    expect(figures.map(figureInText)).toEqual(['9 of 1\u202f500', '12.3 ± 0.3 1/unit² (unreliable)', '0.046 ± 0.002']);
    expect(figures.map(({ doubt }) => doubt)).toEqual([null, 'It exploded.', null]);
  });

  it('have one error where there is one target, and a dash before the first figure', () => {
    const said = figuresOf(told(0, {}), words, 'nats').map((figure) => `${figure.label}: ${figureInText(figure)}`);
    expect(said).toEqual(['training step: 0 of 1\u202f500', 'loss: –', 'error vs target: –']);
  });

  it('say of which step they are where that is another than the one shown', () => {
    const error = { relative_fisher_error: 0.1 };
    const figures = figuresOf(told(120, error, { lagOf: () => 117 }), words, '');
    expect(figures.at(-1)).toMatchObject({ label: 'figures are of', text: 'step 117', value: 117 });
    expect(atAGlance(figures).map(({ label }) => label)).toEqual(['training step', 'error at step 117']);
    const lagOf = (name: string) => (name === 'held_out_loss' ? 100 : null);
    const kept = figuresOf(told(120, { ...error, held_out_loss: 2 }, { lagOf }), words, '');
    expect(kept.map(({ label }) => label)).toContain('loss on held-out points, step 100');
    expect(kept.map(({ label }) => label)).not.toContain('figures are of');
    const same = figuresOf(told(120, error), words, '');
    expect(atAGlance(same).map(({ label }) => label)).toEqual(['training step', 'error']);
  });

  it('all explain themselves', () => {
    for (const { explanation } of figuresOf(told(0, { relative_fisher_error_smoothed: 1 }), words, ''))
      expect(explanation.length).toBeGreaterThan(15);
  });
});

describe('the status of a panel', () => {
  it.each([
    ['queued', 'idle', 'setting up', 'busy'],
    ['ready', 'idle', 'not trained yet', 'calm'],
    ['training', 'walking', 'training, sampling', 'busy'],
    ['finished', 'paused', 'trained', 'good'],
    ['failed', 'idle', 'failed', 'bad'],
    ['lost', 'idle', 'lost', 'bad'],
  ] as const)('%s, %s -> %s', (phase, sampling, text, tone) => {
    expect(statusOf(runState('r', { phase, sampling }))).toEqual({ text, tone });
  });

  it('says when all it has learnt is an earlier drawing', () => {
    const state = runState('r', { phase: 'finished', step: 300, retargeted_at: 300 });
    expect(statusOf(state)).toEqual({ text: 'trained on the earlier drawing', tone: 'busy' });
    expect(statusOf({ ...state, step: 310 }).text).toBe('trained');
    expect(statusOf({ ...state, phase: 'training' }).text).toBe('training');
    expect(statusOf({ ...state, phase: 'lost' }).text).toBe('lost');
  });
});
