import { describe, expect, it } from 'vitest';

import { atAGlance, figuresOf, statusOf } from '../../src/panel/words';
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
  return label === undefined ? undefined : { label, label_below: 'vs clean target', note: `What the ${label} is.` };
}

function measures(values: Record<string, number>) {
  return (name: string) => values[name] ?? null;
}

describe('the figures of a panel', () => {
  it('name what a denoiser is judged against, first its own smoothed target', () => {
    const measure = measures({
      loss: 12.3456,
      relative_fisher_error: 0.04,
      relative_fisher_error_smoothed: 0.012,
      sigma: 0.1,
    });
    expect(figuresOf(1500, 1500, measure, words, '1/unit²').map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'training step: 1\u202f500 of 1\u202f500',
      'loss: 12.3 1/unit²',
      'error vs smoothed, σ 0.1: 0.012',
      'vs clean target: 0.04',
    ]);
  });

  it('have one error where there is one target, and a dash before the first figure', () => {
    const labels = figuresOf(0, 1500, measures({}), words, 'nats').map(({ label, text }) => `${label}: ${text}`);
    expect(labels).toEqual(['training step: 0 of 1\u202f500', 'loss: –', 'error vs target: –']);
  });

  it('say of which step they are where that is another than the one shown', () => {
    const figures = figuresOf(120, 1500, measures({ relative_fisher_error: 0.1 }), words, '', () => 117);
    expect(figures.at(-1)).toMatchObject({ label: 'figures are of', text: 'step 117', value: 117 });
    expect(atAGlance(figures).map(({ label }) => label)).toEqual(['training step', 'error at step 117']);
    const held = measures({ relative_fisher_error: 0.1, held_out_loss: 2 });
    const kept = figuresOf(120, 1500, held, words, '', (name) => (name === 'held_out_loss' ? 100 : null));
    expect(kept.map(({ label }) => label)).toContain('loss on held-out points, step 100');
    expect(kept.map(({ label }) => label)).not.toContain('figures are of');
    const same = figuresOf(120, 1500, measures({ relative_fisher_error: 0.1 }), words, '');
    expect(atAGlance(same).map(({ label }) => label)).toEqual(['training step', 'error']);
  });

  it('all explain themselves', () => {
    for (const { explanation } of figuresOf(0, 1, measures({ relative_fisher_error_smoothed: 1 }), words, ''))
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
});
