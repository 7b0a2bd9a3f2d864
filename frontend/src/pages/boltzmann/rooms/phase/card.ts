import type { Card } from '../../card';

export const card: Card = {
  title: 'Phase transition',
  order: 2,
  kind: 'phase-transition',
  claim: 'Without a field, one number decides between disorder and order.',
  subject: { side: 128 },
  panels: [{ beta: 0.4407, start: 'aligned', seed: 0 }],
  options: { pace: 60 },
  rest: 'pause',
  go: 'sweep',
  opening: ({ pace }) => [
    { type: 'pace', sweeps_per_second: pace },
    { type: 'sweep', n: null },
  ],
};
