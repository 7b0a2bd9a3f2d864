import type { Card } from '../../card';
import { START } from './starts';

export const card: Card = {
  title: 'Clamping',
  order: 5,
  kind: 'completion',
  claim: 'Hold some pixels of a picture; three models fill in the rest.',
  subject: START.subject,
  panels: START.panels,
  options: START.options,
  rest: 'pause',
  go: 'sweep',
  opening: ({ pace }) => [
    { type: 'pace', sweeps_per_second: pace ?? null },
    { type: 'sweep', n: null },
  ],
};
