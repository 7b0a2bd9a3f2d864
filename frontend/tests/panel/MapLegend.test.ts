import { render } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';

import type { Experiment } from '../../src/live/experiment.svelte';
import type { Workspace } from '../../src/desk/workspace.svelte';
import type { Drawing } from '../../src/pad/drawing.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import MapLegend from '../../src/panel/MapLegend.svelte';
import { Layers } from '../../src/sight/layers.svelte';
import type { LensView } from '../../src/sight/lens.svelte';
import type { Sight } from '../../src/sight/sight.svelte';
import { fake, recordCanvas, textsOf } from '../mounted';

interface Now {
  readonly layers: string;
  readonly blank?: boolean;
  /** Whether differences are of log densities. */
  readonly energies?: boolean;
  readonly high?: number;
}

function legend({ layers, blank = false, energies = false, high = 3 }: Now): string[] {
  const sight = fake<Sight>({
    layers: new Layers(() => [10, 11], layers),
    energies: { low: -8, high: -1 },
    differences: { high },
    comparesEnergies: () => energies,
  });
  render(MapLegend, {
    experiment: fake<Experiment>({ panels: [] }),
    workspace: fake<Workspace>({ runs: [{}, {}] }),
    drawing: fake<Drawing>({ blank }),
    preview: fake<Preview>({ density: { values: Float32Array.of(0.1, 0.5) } }),
    sight,
    lens: fake<LensView>({ shared: null }),
    theme: 'light',
  });
  return textsOf('[data-colours], .arrows');
}

beforeEach(() => void recordCanvas());

it('gives the range of the exact density, unless nothing is drawn', () => {
  expect(legend({ layers: 'density' })).toEqual(['0 0.5 /unit²']);
  document.body.replaceChildren();
  expect(legend({ layers: 'density', blank: true })).toEqual([]);
});

it('gives the range that all energies share', () => {
  expect(legend({ layers: 'energy' })).toEqual(['≤ −8 −1 nats']);
});

it('says which scores are subtracted, and that arrows show it too', () => {
  expect(legend({ layers: 'difference' })).toEqual(['learnt − exact score 0 ≥ 3 /unit']);
  document.body.replaceChildren();
  expect(legend({ layers: 'difference.arrows;d2' })).toEqual(['→ score − panel 2’s 0 ≥ 3 /unit']);
});

it('has log densities between energies, to both sides of nothing', () => {
  expect(legend({ layers: 'difference.arrows;d1', energies: true })).toEqual([
    'log density − panel 1’s −3 3 nats',
    '→ score − panel 1’s /unit',
  ]);
});

it('has a line for each kind that some panel shows, and none before there is a range', () => {
  expect(legend({ layers: 'density;2+energy-density' })).toEqual(['0 0.5 /unit²', '≤ −8 −1 nats']);
  document.body.replaceChildren();
  expect(legend({ layers: 'difference', high: 0 })).toEqual([]);
});
