import { expect, it } from 'vitest';

import { titled } from '../../src/lib/words';

it('reads a name as a title would', () => {
  expect(['denoising-score-matching', 'two_gaussians', 'hmc', ''].map(titled)).toEqual([
    'Denoising score matching',
    'Two gaussians',
    'Hmc',
    '',
  ]);
});
