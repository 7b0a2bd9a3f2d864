import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Workspace } from '../../src/desk/workspace.svelte';
import LayerTable from '../../src/panel/LayerTable.svelte';
import { Layers, LAYERS } from '../../src/sight/layers.svelte';
import type { Sight } from '../../src/sight/sight.svelte';
import { fake, textsOf } from '../mounted';

function shown(text = 'density.arrows;2-arrows') {
  const layers = new Layers(() => [10, 11], text);
  render(LayerTable, {
    workspace: fake<Workspace>({ runs: [{}, {}] }),
    sight: fake<Sight>({ layers }),
    theme: 'dark',
  });
  return layers;
}

const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });

it('has every layer for all panels and for each', () => {
  shown();
  expect(textsOf('th[scope=row]')).toEqual([...LAYERS]);
  expect(textsOf('th[scope=col]')).toEqual(['Layer', 'all', 'Panel1', 'Panel2']);
  expect([box('arrows in all panels').checked, box('arrows in panel 1').checked]).toEqual([true, true]);
  expect([box('arrows in panel 2').checked, box('truth in panel 1').checked]).toEqual([false, false]);
  expect(box('arrows in panel 2').closest('td')?.className).toContain('differs');
});

it('shows and hides in one panel or in all', async () => {
  const layers = shown();
  await fireEvent.click(box('truth in panel 2'));
  expect([layers.shows(0, 'truth'), layers.shows(1, 'truth')]).toEqual([false, true]);
  await fireEvent.click(box('arrows in all panels'));
  expect([layers.shows(0, 'arrows'), layers.shows(1, 'arrows')]).toEqual([false, false]);
});

it('says what differences are taken to', async () => {
  const layers = shown();
  const select = screen.getByLabelText<HTMLSelectElement>('Differences are taken to');
  expect(textsOf('option')).toEqual(['the exact score', 'panel 1', 'panel 2']);
  await fireEvent.change(select, { target: { value: '1' } });
  expect(layers.reference).toBe(1);
  await fireEvent.change(select, { target: { value: 'truth' } });
  expect(layers.reference).toBe('truth');
});
