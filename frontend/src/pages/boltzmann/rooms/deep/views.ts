import type { Picture, View } from '../../machines/views';

const FIRST: Picture = { layer: 'filters', caption: 'First layer', ramp: 'signed' };
const SECOND: Picture = { layer: 'filters-2', caption: 'Second layer', ramp: 'signed' };
const DREAMS: Picture = { layer: 'fantasies', caption: 'Fantasies', ramp: 'ink' };
const BACK: Picture = { layer: 'reconstructions', caption: 'Test pictures, and back', ramp: 'ink' };

export const VIEWS: readonly View[] = [
  {
    name: 'layers',
    title: 'All',
    words: 'Each run goes through its stages; the layer that is frozen meanwhile is dim.',
    columns: 2,
    aspect: 1,
    pictures: [FIRST, SECOND, DREAMS, BACK],
  },
  {
    name: 'first',
    title: 'First layer',
    words: 'What switches each unit of the first layer on: orange asks for ink, blue forbids it.',
    columns: 1,
    aspect: 1,
    pictures: [FIRST],
  },
  {
    name: 'second',
    title: 'Second layer',
    words: 'Sums of the pictures of the first layer: larger parts of digits.',
    columns: 1,
    aspect: 1,
    pictures: [SECOND],
  },
  {
    name: 'dreams',
    title: 'Dreams',
    words: 'Chains of the model’s own: could you read them?',
    columns: 1,
    aspect: 1,
    pictures: [DREAMS],
  },
  {
    name: 'back',
    title: 'Reconstructions',
    words: 'Test pictures, and below each what the hidden layers give back.',
    columns: 1,
    aspect: 2,
    pictures: [BACK],
  },
];
