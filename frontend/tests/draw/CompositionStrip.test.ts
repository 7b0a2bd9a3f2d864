import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';

import type { Catalogue, TargetEntry } from '../../src/desk/catalogue.svelte';
import CompositionStrip from '../../src/draw/CompositionStrip.svelte';
import { Combiner } from '../../src/pad/combiner.svelte';
import type { Composed } from '../../src/pad/composed';
import { Drawing } from '../../src/pad/drawing.svelte';
import type { Glances } from '../../src/pad/glances.svelte';
import type { Target } from '../../src/pad/target';
import { fake, recordCanvas, textsOf } from '../mounted';

const A: Target = { kind: 'mixture', components: [{ weight: 1, mean: [1, 0], scale: 0.5 }] };
const B: Target = { kind: 'preset', name: 'rings' };

beforeEach(() => document.body.replaceChildren());

function shown(composed: Composed) {
  recordCanvas();
  const drawing = new Drawing(composed);
  const combiner = new Combiner({ preview: () => new Promise(() => undefined) });
  const load = vi.fn(() => Promise.resolve());
  render(CompositionStrip, {
    drawing,
    composed,
    combiner,
    glances: fake<Glances>({ load, density: () => null }),
    catalogue: fake<Catalogue>({ targets: [fake<TargetEntry>({ name: 'rings', title: 'Rings' })] }),
    theme: 'light',
  });
  return { drawing, combiner, load };
}

const parts = () => [...document.querySelectorAll<HTMLElement>('[data-part]')];

it('shows every part with its power between the words of the whole, and asks for their pictures', () => {
  const { load } = shown({ kind: 'product', of: [A, B, B], powers: [1, 2, 0.5] });
  expect(textsOf('.word')).toEqual(['AND', 'AND']);
  expect(parts().map(({ dataset }) => dataset['amount'])).toEqual(['1', '2', '0.5']);
  expect(textsOf('.amount')).toEqual(['^2', '^0.5']);
  expect(textsOf('.part .visually-hidden')).toEqual(['Mixture', 'Rings', 'Rings']);
  expect(load).toHaveBeenCalledExactlyOnceWith([A, B, B]);
});

it('of a union has weights, and of a negation how deep its hole may be', () => {
  shown({ kind: 'union', of: [A, B], weights: [1, 3] });
  expect([textsOf('.word'), textsOf('.amount')]).toEqual([['OR'], ['×3']]);
  document.body.replaceChildren();
  shown({ kind: 'negation', of: [A, B], floor: 0.02 });
  expect([textsOf('.word'), textsOf('.amount'), textsOf('li.quiet')]).toEqual([['NOT'], [], ['floor 0.02']]);
});

it('draws on a part alone when it is pressed', async () => {
  const { drawing } = shown({ kind: 'product', of: [A, B], powers: [1, 1] });
  const [, second] = parts();
  if (second) await fireEvent.click(second);
  expect(drawing.target).toEqual(B);
});

it('is weighed otherwise in the sheet, which begins with its parts and powers', async () => {
  const { combiner } = shown({ kind: 'product', of: [A, B], powers: [1, 2] });
  await fireEvent.click(screen.getByRole('button', { name: 'Change' }));
  expect(combiner.shown).toBe(true);
  expect(combiner.chosen.map(({ name, power }) => [name, power])).toEqual([
    ['Mixture', 1],
    ['Rings', 2],
  ]);
});
