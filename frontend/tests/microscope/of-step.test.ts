import { expect, it } from 'vitest';

import { groupsOf, storyOfStep } from '../../src/microscope/of-step';
import { part, REFUSED, step } from './steps';

it('tells where it stands, each part, their sum and the landing', () => {
  const { title, beats, arrows, terms } = storyOfStep(step());
  expect(title).toBe('One step of Langevin (unadjusted)');
  expect(beats.map(({ name }) => name)).toEqual(['start', 'drift', 'noise', 'sum', 'landing']);
  expect(beats[0]?.words).toBe('Particle 173 before step 4 of its walk.');
  expect(beats[1]?.tex).toBe('\\eta = 0.5,\\quad s(x) = (0.5,\\,0)');
  expect(arrows.map(({ name, way, ink, since }) => [name, way.at(0), way.at(-1), ink, since])).toEqual([
    ['drift', { x: 1, y: -0.5 }, { x: 1.25, y: -0.5 }, 'own', 1],
    ['noise', { x: 1.25, y: -0.5 }, { x: 1.25, y: 0 }, 'noise', 2],
    ['sum', { x: 1, y: -0.5 }, { x: 1.25, y: 0 }, 'sum', 3],
  ]);
  expect(terms.map(({ sign, value }) => [sign, value])).toEqual([
    ['', [1, -0.5]],
    ['+', [0.25, 0]],
    ['+', [0, 0.5]],
    ['=', [1.25, 0]],
  ]);
});

it('tells a test with its draw, and that a refused particle stays', () => {
  const { beats, arrows, dots } = storyOfStep(REFUSED);
  expect(beats.map(({ name }) => name).slice(-3)).toEqual(['sum', 'test', 'landing']);
  expect(beats.at(-2)?.words).toBe('Drawn u = 0.700: not below α, so it is refused.');
  expect(beats.at(-2)?.tex).toContain('= 0.301');
  expect(beats.at(-1)?.words).toBe('Refused: the particle stays where it stands.');
  expect(arrows.at(-1)?.dashed).toBe(true);
  expect(dots.map(({ name, at }) => [name, at.x])).toEqual([
    ['start', 1],
    ['proposal', 1.25],
    ['landing', 1],
  ]);
});

it('shows the parts of a stage as one, along their way', () => {
  const rolls = [1, 2, 3].map((length) => part('roll', 'flow', [length, 0], 'roll'));
  const [roll, noise] = groupsOf([...rolls, part('noise', 'noise', [0, 1])]);
  expect([roll?.value, roll?.parts.length, noise?.value]).toEqual([[6, 0], 3, [0, 1]]);
  const { arrows } = storyOfStep(step({ parts: rolls, drawn: part('momentum', 'noise', [0, 2]) }));
  expect(arrows.map(({ name, way }) => [name, way.length])).toEqual([
    ['momentum', 2],
    ['roll, 3 parts', 4],
    ['sum', 2],
  ]);
});

it('says what a sampler does not declare', () => {
  const story = storyOfStep(step({ parts: [], proposal: null, note: 'It does not declare its parts.' }));
  expect([story.beats.length, story.note]).toEqual([1, 'It does not declare its parts.']);
});
