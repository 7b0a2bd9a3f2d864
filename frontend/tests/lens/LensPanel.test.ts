import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Catalogue } from '../../src/desk/catalogue.svelte';
import LensPanel from '../../src/lens/LensPanel.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Playback } from '../../src/live/playback.svelte';
import type { Looked } from '../../src/live/score';
import type { LensView } from '../../src/sight/lens.svelte';
import { fake, textsOf } from '../mounted';

const LOOK = fake<Looked>({ maps: new Map() as never, look: { maps: {}, numbers: {}, note: '' } as never });

function shown(looks: readonly (Looked | null)[], chosen = 'basins') {
  const entry = { name: 'basins', title: 'Basins', question: 'Where do they end?', schema: { properties: {} } };
  const props = {
    lens: fake<LensView>({ choice: chosen ? { name: chosen, settings: {} } : null, shared: null, places: { all: [] } }),
    catalogue: fake<Catalogue>({
      lenses: [entry] as never,
      lens: ((name?: string) => (name === 'basins' ? entry : undefined)) as never,
    }),
    experiment: fake<Experiment>({ panels: looks.map((look) => ({ look })) as never }),
    playback: fake<Playback>({ at: () => null }),
    theme: 'dark' as const,
  };
  render(LensPanel, props);
  return textsOf('[data-looking]');
}

it('says that it looks until every panel has been looked at', () => {
  expect(shown([null, null])).toEqual(['looking …']);
  document.body.replaceChildren();
  expect(shown([LOOK, null, null])).toEqual(['looking … 1 of 3 panels']);
  document.body.replaceChildren();
  expect(shown([LOOK, LOOK])).toEqual([]);
  document.body.replaceChildren();
  expect(shown([null], '')).toEqual([]);
});
