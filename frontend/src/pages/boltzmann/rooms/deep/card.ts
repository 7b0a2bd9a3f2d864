import type { Card } from '../../card';
import { START } from './starts';

export const card: Card = {
  title: 'Deep machine',
  order: 4,
  kind: 'dbm',
  claim: 'One hidden layer learns strokes; the next learns what goes with what.',
  subject: START.subject,
  panels: START.panels,
  options: START.options,
  rest: 'pause',
  go: 'train',
  opening: ({ pace }) => [{ type: 'pace', epochs_per_second: pace ?? null }, { type: 'train' }],
};
