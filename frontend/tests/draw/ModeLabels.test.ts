import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import ModeLabels from '../../src/draw/ModeLabels.svelte';
import { Camera } from '../../src/lib/camera';
import type { ModeInfo } from '../../src/protocol/generated';
import { fake, textsOf } from '../mounted';

function labels(positions: readonly (readonly [number, number])[]) {
  const modes = positions.map(([x, y]) => fake<ModeInfo>({ mass: 1 / positions.length, position: [x, y] }));
  const { container } = render(ModeLabels, { camera: new Camera(800), modes });
  const places = [...container.querySelectorAll<HTMLElement>('.label')].map(({ style }) => parseFloat(style.left));
  return { container, places };
}

it('writes each share beside its mode', () => {
  const { places } = labels([
    [-2, 0],
    [2, 0],
  ]);
  expect(textsOf('.label')).toEqual(['1 · 50 %', '2 · 50 %']);
  const [left = 0, right = 0] = places;
  expect(Math.abs(left - 200)).toBeLessThan(100);
  expect(Math.abs(right - 600)).toBeLessThan(100);
});

it('writes the eight largest alone', () => {
  labels(Array.from({ length: 10 }, (_, at) => [(at % 4) * 2 - 3, Math.floor(at / 4) * 2 - 2] as const));
  expect(textsOf('.label')).toHaveLength(8);
});
