import { expect, test } from 'vitest';

import { Ridge } from '../../src/dial/ridge';
import type { Made } from '../../src/dial/parts.svelte';
import { gaussiansOf } from '../../src/lib/gaussians';
import { densityUnder } from '../../src/lib/under-noise';
import type { Density } from '../../src/pad/preview.svelte';
import { fake } from '../mounted';

const SIDE = 32;
/** 80 % at the left and 20 % at the right, both above the middle. */
const PARTS = gaussiansOf(new Float64Array([0.8, -2, 1, 0.4, 0.2, 2, 1, 0.4]));
const BASE = fake<Density>({
  side: SIDE,
  values: densityUnder(PARTS, 0, SIDE),
  modes: [{ mass: 0.8 }, { mass: 0.2 }] as never,
});
const MADE = fake<Made>({ parts: PARTS, modes: new Int16Array([0, 1]) });

/** Mass of the lower half of an axis, from densities of it alone. */
const lowerHalf = (values: Float32Array) =>
  values.slice(0, SIDE / 2).reduce((sum, value) => sum + (value * 8) / SIDE, 0);

test('as much of the mass has moved as the shares say, and along x alone', () => {
  const { density, told } = new Ridge(MADE, BASE, 0).at(0.5);
  expect([told.from, told.to]).toEqual([0.8, 0.5]);
  expect(told.moved).toBeCloseTo(0.3, 3);
  expect(lowerHalf(density.marginals.x)).toBeCloseTo(0.5, 2);
  expect(lowerHalf(density.marginals.y)).toBeLessThan(0.01);
});

test('a mode that has no part of its own says so', () => {
  const shared = fake<Made>({ parts: PARTS, modes: new Int16Array([0, 0]) });
  expect(() => new Ridge(shared, BASE, 1)).toThrow('This mode has no marks of its own to weigh');
});
