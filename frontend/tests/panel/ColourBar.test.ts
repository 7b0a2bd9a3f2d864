import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import ColourBar from '../../src/panel/ColourBar.svelte';
import type { Ramp } from '../../src/lib/colour';
import { recordCanvas, textOf } from '../mounted';

/** A ramp whose colours are their places. */
const RAMP = Uint32Array.from({ length: 256 }, (_, at) => at) as unknown as Ramp;

function drawn(curve?: number) {
  const { calls } = recordCanvas();
  const given = { name: 'density', title: 'exact', ramp: RAMP, low: '0', high: '0.2', unit: '/unit²' };
  const { container } = render(ColourBar, curve === undefined ? given : { ...given, curve, strength: 0.5 });
  const [, image] = calls.find(([name]) => name === 'putImageData') as [string, ImageData];
  return { container, colours: new Uint32Array(image.data.buffer) };
}

it('says what its colours run between, with the unit', () => {
  const bar = drawn().container.querySelector('[data-colours=density]');
  expect(textOf(bar)).toBe('exact 0 0.2 /unit²');
  expect(bar?.querySelector('canvas')?.getAttribute('aria-hidden')).toBe('true');
});

it('runs through the whole ramp, from low to high', () => {
  const { colours } = drawn();
  expect([colours[0], colours[127]]).toEqual([0, 255]);
  expect(colours[64]).toBe(Math.round((255 * 64) / 127));
});

it('is bent and weakened as the map is', () => {
  const { container, colours } = drawn(0.5);
  expect(colours[32]).toBe(Math.round(255 * Math.sqrt(32 / 127)));
  expect(container.querySelector('canvas')?.style.opacity).toBe('0.5');
});
