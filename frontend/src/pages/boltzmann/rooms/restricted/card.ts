import type { Card } from '../../card';
import { START } from './starts';

export const card: Card = {
  title: 'Restricted machine',
  order: 3,
  kind: 'rbm',
  claim: 'Data pull the weights, dreams push them: until the dreams look like data.',
  subject: START.subject,
  panels: START.panels,
  options: START.options,
  rest: 'pause',
  go: 'train',
  opening: ({ pace }) => [{ type: 'pace', epochs_per_second: pace ?? null }, { type: 'train' }],
};
