/** Steps as a server tells them. */

import type { Lesson, OneStep, StepPart } from '../../src/protocol/generated';

export function part(name: string, role: StepPart['role'], value: [number, number], stage = ''): StepPart {
  const vector: [number, number] = [value[0] / 0.5, value[1] / 0.5];
  return { name, role, stage, factor_tex: '\\eta', vector_tex: 's(x)', factor: 0.5, vector, value };
}

export function step(change: Partial<OneStep> = {}): OneStep {
  return {
    sampler: 'Langevin (unadjusted)',
    particle: 173,
    step: 4,
    start: [1, -0.5],
    parts: [part('drift', 'drift', [0.25, 0]), part('noise', 'noise', [0, 0.5])],
    drawn: null,
    proposal: [1.25, 0],
    test: null,
    landing: [1.25, 0],
    sigma: null,
    note: '',
    ...change,
  };
}

export const REFUSED: OneStep = step({
  test: {
    formula: "E(x) - E(x')",
    numbers: [],
    log_ratio: -1.2,
    probability: 0.301,
    uniform: 0.7,
    accepted: false,
  },
  landing: [1, -0.5],
});

export const LESSON: Lesson = {
  objective: 'Denoising score matching',
  step: 12,
  loss: 3.5,
  batch_size: 256,
  shown: [
    [1, 1],
    [0, 0.5],
  ],
  others: [],
  others_name: '',
  vectors: [
    { name: 'noise', role: 'noise', tex: '\\sigma z', value: [0.1, 0], tail: [1, 1], drawn: [0.1, 0] },
    { name: 'the score', role: 'predicted', tex: 's', value: [2, 0], tail: [1.1, 1], drawn: [0.02, 0] },
    { name: 'wanted', role: 'wanted', tex: '-z', value: [-10, 0], tail: [1.1, 1], drawn: [-0.1, 0] },
  ],
  numbers: [],
  compared: 'J_i',
  term: 72,
  mean: 3.5,
  extras: [],
  change: {
    gradient: 0.25,
    learning_rate: 0.005,
    moved: 0.01,
    at: [1.1, 1],
    sigma: 0.1,
    before: [2, 0],
    after: [1.9, 0],
  },
  note: '',
};
