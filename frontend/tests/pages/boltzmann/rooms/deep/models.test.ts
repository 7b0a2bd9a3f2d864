import { expect, it } from 'vitest';

import { scores } from '../../../../../src/pages/boltzmann/rooms/deep/curves';
import {
  figureOf,
  modelOf,
  MODELS,
  scoreInWords,
  stagesAt,
} from '../../../../../src/pages/boltzmann/rooms/deep/models';
import { detailOf, subjectFor, TRIALS } from '../../../../../src/pages/boltzmann/rooms/deep/starts';
import { viewOf } from '../../../../../src/pages/boltzmann/machines/views';
import { VIEWS } from '../../../../../src/pages/boltzmann/rooms/deep/views';
import type { Frame } from '../../../../../src/stream/decoder';

it('calls a bound a bound, and a likelihood a likelihood', () => {
  expect(figureOf(true)).toEqual({ measure: 'log_likelihood_bound', text: 'lower bound, test' });
  expect(figureOf(false)).toEqual({ measure: 'log_likelihood', text: 'log-likelihood, test' });
  expect(modelOf('stack').short).toBe('stack');
  expect(modelOf('other')).toBe(MODELS[0]);
});

it('knows which stage goes on, and how far', () => {
  const stages = [
    ['first RBM', 30],
    ['second RBM', 30],
    ['joint', 100],
  ];
  expect(stagesAt(stages, 45).map(({ done, now }) => [done, now])).toEqual([
    [1, false],
    [0.5, true],
    [0, false],
  ]);
  expect(stagesAt(stages, 160).some(({ now }) => now)).toBe(false);
  expect(stagesAt(undefined, 3)).toEqual([]);
});

it('draws likelihoods whole and bounds dashed, and names them so', () => {
  const line = (y: number) => ({ x: [0, 1], y: [y, y] });
  const frame = {
    shape: 'curves',
    curves: new Map([
      ['likelihood', line(-20)],
      ['bound', line(-18)],
      ['independent', line(-25)],
    ]),
  } as unknown as Frame;
  const curves = scores([frame], [{ label: 'stack', colour: '#112233' }]);
  expect(curves.map(({ label, dash = [] }) => [label, dash.length > 0])).toEqual([
    ['independent pixels', true],
    ['stack: log-likelihood', false],
    ['stack: lower bound', true],
  ]);
});

it('tells runs of one model apart by what they do not share', () => {
  const [, doubled, start] = TRIALS;
  expect(doubled?.panels.map(detailOf)).toEqual(['', 'inputs not doubled']);
  expect(start?.panels.map(detailOf)).toEqual([
    '20 joint epochs planned',
    'from scratch, 20 joint epochs planned',
    '100 joint epochs planned',
    'from scratch, 160 joint epochs planned',
  ]);
  expect(subjectFor('bars-and-stripes')['data']).toBe('bars-and-stripes');
  expect(subjectFor('drawn')['patterns']).toHaveLength(5);
});

it('says joint epochs of the model that has them alone, when every field is said', () => {
  const whole = { doubled: true, pretraining_epochs: 30, epochs: 100 };
  const said = MODELS.map(({ name }) => detailOf({ ...whole, model: name }));
  expect(said).toEqual(['', '', '', '100 joint epochs planned']);
});

it('says where it stands, or that it was not scored yet', () => {
  expect(scoreInWords(true, -24.13, -25.25)).toBe('1.12 above independent pixels (−25.25)');
  expect(scoreInWords(true, null, -25.25)).toBe('no lower bound yet: it is scored as training goes on');
  expect(scoreInWords(false, null, null)).toBe('no log-likelihood yet: it is scored as training goes on');
});

it('has a view for every name, and the first for others', () => {
  expect(viewOf(VIEWS, 'second').pictures.map(({ layer }) => layer)).toEqual(['filters-2']);
  expect(viewOf(VIEWS, 'none').name).toBe('layers');
});
