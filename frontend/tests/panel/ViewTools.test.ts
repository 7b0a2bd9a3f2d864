import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import ViewTools from '../../src/panel/ViewTools.svelte';
import type { Sight } from '../../src/sight/sight.svelte';
import { View } from '../../src/sight/view.svelte';
import { fake } from '../mounted';

function shown(panels = 2) {
  const unmark = vi.fn();
  const view = new View();
  render(ViewTools, { sight: fake<Sight>({ view, prober: { unmark } }), panels });
  return { view, unmark };
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

it('zooms in and out and back to the whole box, and says how far', async () => {
  const { view } = shown();
  expect([button('Zoom out').disabled, button('Zoom 1 times; show the whole box').disabled]).toEqual([true, true]);
  await fireEvent.click(button('Zoom in'));
  await fireEvent.click(button('Zoom in'));
  expect(view.frustum.zoom).toBe(2.25);
  await fireEvent.click(button('Zoom out'));
  expect(view.frustum.zoom).toBeCloseTo(1.5);
  await fireEvent.click(button('Zoom 1.5 times; show the whole box'));
  expect(view.whole).toBe(true);
});

it('zooms in no further than can be', async () => {
  const { view } = shown();
  view.zoom(1000);
  await vi.waitFor(() => expect(button('Zoom in').disabled).toBe(true));
});

it('compares two points, from none, and looks again', async () => {
  const { view, unmark } = shown();
  const compare = button('p(A)/p(B)');
  await fireEvent.click(compare);
  expect([view.tool, compare.getAttribute('aria-pressed')]).toEqual(['ratio', 'true']);
  await fireEvent.click(compare);
  expect([view.tool, compare.getAttribute('aria-pressed')]).toEqual(['look', 'false']);
  expect(unmark).toHaveBeenCalled();
});

it('lets the large panel follow the pointer where there are others', async () => {
  const { view } = shown();
  expect(screen.queryByRole('button', { name: 'follow pointer' })).toBeNull();
  view.enlarge(1);
  await fireEvent.click(await screen.findByRole('button', { name: 'follow pointer' }));
  expect(view.follows).toBe(true);
  document.body.replaceChildren();
  shown(1).view.enlarge(0);
  expect(screen.queryByRole('button', { name: 'follow pointer' })).toBeNull();
});
