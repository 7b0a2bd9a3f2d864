import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import type { Looked } from '../../src/live/score';
import Below from '../../src/seen/Below.svelte';
import Marks from '../../src/seen/Marks.svelte';
import { speaks } from '../../src/seen/speaks';
import { fake, textsOf } from '../mounted';

const NUMBER = { label: 'in the lasso', value: 0.25, unit: '1', floor: null, exact: 0.2, error: null, floor_95: null };
const LOOK = fake<Looked>({
  bars: new Map([['tries', new Float32Array([0, 1, 0.5, 0, 2, 3, 2.5, 1, 2, 4, 3, 1])]]) as never,
  marks: new Map([['way', new Float32Array([0, 0, 4, 4])]]) as never,
  look: {
    note: 'Few points.',
    numbers: { a: { ...NUMBER, large: true }, b: { ...NUMBER, label: 'small', large: false } },
    unreliable: {},
    slices: {
      in: { label: 'lasso', share: 0.25, truth: 0.2, mode: null },
      out: { label: 'rest', share: 0.75, truth: 0.8, mode: null },
    },
    bars: {
      tries: {
        label: 'log Z',
        unit: 'nats',
        reference: 0.5,
        reference_label: 'the exact log Z',
        reference_low: 0,
        reference_high: 1,
      },
    },
    marks: { way: { shape: 'line', role: 'path', label: 'straight' } },
    offers: {},
  } as never,
});

it('a look says large what it marks so, its pie beside the truth, and how many intervals hold', () => {
  render(Below, { look: LOOK, lens: { choice: null, tune: () => undefined }, index: 0, theme: 'dark' });
  expect(textsOf('dl > div')).toEqual(['in the lasso 0.25 exact 0.2']);
  expect(textsOf('tbody tr')).toEqual(['lasso25 %true 20 %', 'rest75 %true 80 %']);
  expect(document.querySelectorAll('svg path')).toHaveLength(4);
  expect(textsOf('figcaption')).toEqual(['1 of 3 hold the exact log Z · 2 miss']);
  expect(document.querySelectorAll('line.misses')).toHaveLength(2);
  expect(textsOf('[data-seen-note]')).toEqual(['Few points.']);
});

it('a quarter of a pie is a quarter of the turn, from the top and clockwise', () => {
  document.body.replaceChildren();
  render(Below, { look: LOOK, lens: { choice: null, tune: () => undefined }, index: 0, theme: 'dark' });
  const first = document.querySelector('svg path')?.getAttribute('d') ?? '';
  expect(first).toMatch(/^M50\.000 49\.990L50\.000 12\.000A38 38 0 0 1 88\.000 50\.000/);
});

it('only what is said large, as a pie or as intervals takes the place of the usual figures', () => {
  const bare = { numbers: {}, slices: {}, bars: {}, offers: {} };
  const of = (look: object) => speaks({ look: look as never });
  expect(of(bare)).toBe(false);
  expect(of({ ...bare, numbers: { b: { large: false } } })).toBe(false);
  expect(of({ ...bare, numbers: { a: { large: true } } })).toBe(true);
  expect(of({ ...bare, slices: { in: {} } })).toBe(true);
  expect(of({ ...bare, offers: { help: {} } })).toBe(true);
});

it('marks stand on the picture in the colour of their role, where the camera sees them', () => {
  document.body.replaceChildren();
  render(Marks, { look: LOOK, frustum: { x: 2, y: 2, zoom: 2 }, edge: 200 });
  const [way] = document.querySelectorAll('[data-mark-of="way"]');
  expect(way?.getAttribute('data-role')).toBe('path');
  expect(way?.querySelector('.stroke')?.getAttribute('d')).toBe('M0.0 200.0L200.0 0.0');
  expect(way?.querySelector('text')?.textContent).toBe('straight');
});
