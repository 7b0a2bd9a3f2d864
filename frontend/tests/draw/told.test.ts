import { expect, test } from 'vitest';

import { toldInWords } from '../../src/draw/told';

const told = { from: 0.2, to: 0.8, moved: 0.6, onData: 0.00002, onRidge: 5.65 };

test('says what moved, and who noticed', () => {
  expect(toldInWords(told)).toBe(
    'The density moves 60 % of its mass. The score: under 0.1 % where the data are, 565 % on the ridge.',
  );
  expect(toldInWords({ ...told, onData: 0.0134 })).toContain(' 1.3 % where the data are');
  expect(toldInWords({ ...told, onData: 0.34 })).toContain(' 34 % where the data are');
});

test('asks where nothing has moved', () => {
  expect(toldInWords({ ...told, moved: 0.0001 })).toBe('Drag the weight: does the score know?');
});
