import { expect, it } from 'vitest';

import { storyOfLesson } from '../../src/microscope/of-lesson';
import { LESSON } from './steps';

it('tells the batch, what is added, predicted, compared, and what changes', () => {
  const { beats, arrows, dots, terms, decimals } = storyOfLesson({
    ...LESSON,
    change: { ...LESSON.change, after: [1.9987, 0] },
  });
  // the score changed by 0.0013: two of its digits are to be seen
  expect(decimals).toBe(4);
  expect(beats.map(({ name }) => name)).toEqual([
    'batch',
    'noise',
    'the score',
    'wanted',
    'compared',
    'loss',
    'change',
  ]);
  expect(dots.map(({ look }) => look)).toEqual(['particle', 'point']);
  expect(arrows.map(({ name, ink }) => [name, ink])).toEqual([
    ['noise', 'noise'],
    ['the score', 'own'],
    ['wanted', 'exact'],
    ['difference', 'sum'],
  ]);
  // the dashed way leads from what was said to what was wanted
  expect(arrows.at(-1)?.way.map(({ x }) => Number(x.toFixed(6)))).toEqual([1.12, 1]);
  expect(beats.at(-2)?.tex).toContain('= 3.5');
  expect(terms.slice(-2).map(({ value }) => value)).toEqual([
    [2, 0],
    [1.9987, 0],
  ]);
});

it('draws scores by themselves in one scale, and adds what stands beside the mean', () => {
  const vectors = [
    {
      name: 's',
      role: 'predicted' as const,
      tex: 's',
      value: [0, 4] as [number, number],
      tail: [0, 0] as [number, number],
      drawn: null,
    },
  ];
  const extras = [{ name: 'penalty', tex: '\\lambda', value: 0.5 }];
  const { arrows, beats } = storyOfLesson({ ...LESSON, vectors, extras, others: [[0, 0]], others_name: 'negatives' });
  expect(arrows[0]?.way).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 0.8 },
  ]);
  expect(beats.map(({ name }) => name)).toContain('negatives');
  expect(beats.find(({ name }) => name === 'loss')?.tex).toContain('J = 4');
});

it('says what an objective does not declare', () => {
  const silent = { ...LESSON, shown: [], vectors: [], mean: null, note: 'It does not say.' };
  expect(storyOfLesson(silent).beats.map(({ name }) => name)).toEqual(['change']);
  expect(storyOfLesson(silent).note).toBe('It does not say.');
});
