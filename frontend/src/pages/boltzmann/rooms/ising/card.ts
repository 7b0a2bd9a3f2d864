import type { Card } from '../../card';

export const card: Card = {
  title: 'Ising denoiser',
  order: 1,
  kind: 'ising',
  claim: 'Flip pixels of a picture; watch neighbours vote them back.',
  subject: { picture: 'letter-a', side: 96, pixels: null, flip: 0.1, flip_seed: 0, held: null },
  panels: [{ method: 'gibbs' }, { method: 'posterior-mean' }, { method: 'graph-cut' }],
  options: { pace: 30, wrong: false },
  rest: 'pause',
  go: 'sweep',
  opening: () => [
    { type: 'pace', sweeps_per_second: 2 },
    { type: 'sweep', n: null },
  ],
};
