import type { View } from '../../machines/views';

export const VIEWS: readonly View[] = [
  {
    name: 'dreams',
    title: 'Filters and dreams',
    words: 'Left, what switches each hidden unit on. Right, what the machine dreams by itself.',
    columns: 2,
    aspect: 2,
    pictures: [
      { layer: 'filters', caption: 'Filters: orange for ink, blue against', ramp: 'signed' },
      { layer: 'fantasies', caption: 'Fantasies: a hundred chains, walking', ramp: 'ink' },
    ],
  },
  {
    name: 'back',
    title: 'Reconstructions',
    words: 'Test pictures that it has never seen, and below each what its hidden units give back.',
    columns: 1,
    aspect: 2,
    pictures: [{ layer: 'reconstructions', caption: 'Test pictures above their reconstructions', ramp: 'ink' }],
  },
  {
    name: 'hidden',
    title: 'Hidden units',
    words: 'A row a picture, a column a unit. A column of one shade says nothing of pictures.',
    columns: 2,
    aspect: 2,
    pictures: [
      { layer: 'filters', caption: 'Filters', ramp: 'signed' },
      { layer: 'activities', caption: 'How likely each unit is on, given each picture', ramp: 'ink', table: true },
    ],
  },
  {
    name: 'pull',
    title: 'Pull and push',
    words: 'Pixel and hidden unit on together: where data hold the pixels, less where it dreams.',
    columns: 3,
    aspect: 3,
    pictures: [
      { layer: 'positive', caption: 'Data pull', ramp: 'ink' },
      { layer: 'negative', caption: 'Dreams push', ramp: 'ink' },
      { layer: 'difference', caption: 'What is left moves the weights', ramp: 'signed' },
    ],
  },
];

/** As the data call for it: nothing is held out of a few patterns. */
export function viewsOf(few: boolean): readonly View[] {
  return few ? VIEWS.map((view) => (view.name === 'back' ? OWN : view)) : VIEWS;
}

const OWN: View = {
  name: 'back',
  title: 'Reconstructions',
  words: 'Patterns that it learns from, and below each what its hidden units give back.',
  columns: 1,
  aspect: 2,
  pictures: [{ layer: 'reconstructions', caption: 'Patterns above their reconstructions', ramp: 'ink' }],
};
