import { render } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';

import Legend from '../../src/lens/Legend.svelte';
import { rampFor } from '../../src/lib/colour';
import type { SharedMap } from '../../src/sight/lens.svelte';
import { recordCanvas, textOf, textsOf } from '../mounted';

const MAP: SharedMap = {
  name: 'divergence',
  quantity: 'divergence',
  unit: '1/unit^2',
  scale: 'sequential',
  low: -2,
  high: 5,
  beside: '',
};
let calls: unknown[][];

beforeEach(() => ({ calls } = recordCanvas()));

it('gives quantity, unit and both ends of the colours', () => {
  const { container } = render(Legend, { map: MAP, theme: 'light' });
  expect(textOf(container.querySelector('[data-legend=divergence] figcaption'))).toBe('divergence 1/unit²');
  expect(textsOf('.ends span')).toEqual(['−2', '5']);
  const image = calls.find(([name]) => name === 'putImageData')?.[1] as ImageData;
  expect(new Uint32Array(image.data.buffer)).toEqual(rampFor('sequential', 'light'));
});

it('names categories by their colours, at most eight, and the borders of the map beside', () => {
  render(Legend, { map: { ...MAP, scale: 'categorical', high: 1, beside: 'exact' }, theme: 'light' });
  expect(textsOf('.chips span')).toEqual(['mode 1', 'mode 2', 'borders of the exact map']);
  expect(document.querySelector('.ends')).toBeNull();
  document.body.replaceChildren();
  render(Legend, { map: { ...MAP, scale: 'categorical', high: 30 }, theme: 'light' });
  expect(textsOf('.chips span')).toHaveLength(8);
});
