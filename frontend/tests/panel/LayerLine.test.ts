import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import { choiceOf, type Workspace } from '../../src/desk/workspace.svelte';
import type { Experiment } from '../../src/live/experiment.svelte';
import type { Drawing } from '../../src/pad/drawing.svelte';
import type { Preview } from '../../src/pad/preview.svelte';
import LayerLine from '../../src/panel/LayerLine.svelte';
import { Layers, LAYERS } from '../../src/sight/layers.svelte';
import type { LensView } from '../../src/sight/lens.svelte';
import type { Sight } from '../../src/sight/sight.svelte';
import { View } from '../../src/sight/view.svelte';
import { fake, textsOf } from '../mounted';

function shown(model: 'energy' | 'score' = 'score', text = 'arrows;2-arrows+particles') {
  const panels = [choiceOf({ model }), choiceOf({})];
  const [layers, view] = [new Layers(() => [10, 11], text), new View()];
  render(LayerLine, {
    experiment: fake<Experiment>({ panels: [] }),
    workspace: fake<Workspace>({ panels, runs: panels.map(({ run }) => run) }),
    drawing: fake<Drawing>({ blank: false }),
    preview: fake<Preview>({ density: null }),
    sight: fake<Sight>({ layers, view, prober: {}, energies: null, differences: { high: 0 } }),
    lens: fake<LensView>({ shared: null }),
    theme: 'light',
  });
  return { layers, view };
}

const word = (name: string) => document.querySelector<HTMLButtonElement>(`[data-layer=${name}]`) as HTMLButtonElement;

it('has a word for each layer, pressed where it shows, marked where panels differ', () => {
  shown();
  expect(screen.getByRole('toolbar', { name: 'Layers of the pictures' })).toBeTruthy();
  expect(textsOf('.word[data-layer]')).toEqual(
    LAYERS.map((name) => (name === 'arrows' || name === 'particles' ? `${name}*` : name)),
  );
  expect([word('arrows').ariaPressed, word('truth').ariaPressed]).toEqual(['true', 'false']);
});

it('shows and hides a layer in all panels', async () => {
  const { layers } = shown();
  await fireEvent.click(word('truth'));
  expect([layers.shows(0, 'truth'), layers.shows(1, 'truth')]).toEqual([true, true]);
  expect(word('truth').ariaPressed).toBe('true');
});

it('means the large panel alone with Alt or Shift', async () => {
  const { layers, view } = shown();
  view.enlarge(1);
  await fireEvent.click(word('truth'), { altKey: true });
  expect([layers.shows(0, 'truth'), layers.shows(1, 'truth')]).toEqual([false, true]);
  await fireEvent.click(word('truth'), { shiftKey: true });
  expect(layers.shows(1, 'truth')).toBe(false);
});

it('offers energies where a panel has one', () => {
  shown();
  expect([word('energy').disabled, word('energy').title]).toEqual([
    true,
    'No panel trains an energy model; choose one in a panel’s head.',
  ]);
  document.body.replaceChildren();
  shown('energy');
  expect(word('energy').disabled).toBe(false);
});
