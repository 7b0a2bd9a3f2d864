import { describe, expect, it } from 'vitest';

import { sampleAction, trainAction, type Situation } from '../../src/play/actions';

const READY: Situation = { blank: false, connected: true, stage: 'ready' };

describe('the train button', () => {
  it.each([
    ['absent', 'Train', 'train'],
    ['ready', 'Train', 'train'],
    ['training', 'Pause', 'pause'],
    ['held', 'Continue', 'train'],
    ['finished', 'Train further', 'train'],
  ] as const)('at %s says %s', (stage, label, verb) => {
    expect(trainAction({ ...READY, stage })).toMatchObject({ label, verb, obstacle: null });
  });

  it.each([
    [{ ...READY, blank: true }, 'Draw a distribution'],
    [{ ...READY, stage: 'starting' as const }, 'being set up'],
    [{ ...READY, connected: false }, 'not connected'],
  ])('says why it cannot', (situation, words) => {
    expect(trainAction(situation).obstacle).toContain(words);
  });

  it('makes the first connection itself', () => {
    expect(trainAction({ ...READY, connected: false, stage: 'absent' }).obstacle).toBeNull();
  });
});

describe('the sample button', () => {
  it.each([
    ['none', 'Sample', 'sample'],
    ['walking', 'Pause', 'pause'],
    ['paused', 'Continue', 'resume'],
  ] as const)('with particles %s says %s', (walk, label, verb) => {
    expect(sampleAction(READY, walk, null)).toMatchObject({ label, verb, obstacle: null });
  });

  it('refuses a sampler that the panels cannot feed, but never holds back a pause', () => {
    expect(sampleAction(READY, 'none', 'MALA needs an energy.').obstacle).toBe('MALA needs an energy.');
    expect(sampleAction(READY, 'walking', 'MALA needs an energy.').obstacle).toBeNull();
  });
});
