import { expect, it } from 'vitest';

import { legendWords } from '../../src/panel/layer-words';
import type { LayerInfo, ProcessInfo } from '../../src/protocol/generated';
import { addedLayers } from '../../src/sight/added';
import { LAYERS, Layers } from '../../src/sight/layers.svelte';

const OURS = ['data', 'energy', 'field', 'lens', 'particles'].map((name) => layer(name, 'map', name));
const FOUR = layer('four-points', 'points', 'Four points');

function layer(name: string, shape: LayerInfo['shape'], title: string): LayerInfo {
  return {
    name,
    title,
    description: `Shows ${title}.`,
    shape,
    unit: '1',
    scale: 'sequential',
    ink: 'data',
    network: '',
  };
}

function processes(layers: readonly LayerInfo[], kind = 'score'): ProcessInfo[] {
  return [{ name: kind, layers: [...layers] } as ProcessInfo];
}

it('the legend is the declared views, and after them what the catalogue has beyond these', () => {
  expect(legendWords(addedLayers(processes(OURS))).map(({ name }) => name)).toEqual(LAYERS);
  const [last, ...before] = legendWords(addedLayers(processes([FOUR, ...OURS]))).reverse();
  expect(last).toMatchObject({ name: 'added:four-points', word: 'Four points', title: 'Shows Four points.' });
  expect(before).toHaveLength(LAYERS.length);
  expect(addedLayers(processes([FOUR], 'automaton'))).toEqual([]);
});

it('a layer of one network is offered where a panel learns that network', () => {
  const lattice = { ...layer('flow-lattice', 'curves', 'Lattice'), network: 'flow' };
  expect(addedLayers(processes([lattice]), ['gaussian', null, undefined])).toEqual([]);
  expect(addedLayers(processes([lattice]), [null, 'flow'])).toEqual([lattice]);
});

it('a layer that is called like a declared view is another', () => {
  const contours = layer('contours', 'map', 'My contours');
  const layers = new Layers(
    () => [1],
    null,
    () => [contours],
  );
  layers.toggle('added:contours');
  expect([layers.on('added:contours'), layers.on('contours')]).toEqual([true, false]);
});

it('an added layer is off at first, asked for while some panel shows it, and in no link', () => {
  const layers = new Layers(
    () => [11, 12],
    null,
    () => [FOUR],
  );
  expect([layers.on('added:four-points'), layers.kinds]).toEqual([false, []]);
  layers.toggleIn(1, 'added:four-points');
  expect([layers.shows(0, 'added:four-points'), layers.shows(1, 'added:four-points')]).toEqual([false, true]);
  expect([layers.kinds, layers.text?.includes('four')]).toEqual([['four-points'], false]);
  layers.toggle('added:four-points');
  layers.toggle('contours');
  expect(layers.kinds).toEqual(['four-points']);
  expect(layers.text).toBe('density.contours.streamlines.particles.trails.marginals');
  layers.toggle('added:four-points');
  expect(layers.kinds).toEqual([]);
});
