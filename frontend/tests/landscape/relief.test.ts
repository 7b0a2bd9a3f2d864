import { describe, expect, it } from 'vitest';

import { heightAt, MOST, reliefOf } from '../../src/landscape/relief';

const SIDE = 128;
/** The asymmetric target of every orientation test: a deep mode to the right, a shallow one below. */
const MODES = [
  { x: 2.5, y: 0, weight: 0.8 },
  { x: 0, y: -1.5, weight: 0.2 },
] as const;
const SCALE = 0.4;

function logDensity(side = SIDE): Float32Array {
  return Float32Array.from({ length: side * side }, (_, cell) => {
    const x = (((cell % side) + 0.5) / side) * 8 - 4;
    const y = ((Math.floor(cell / side) + 0.5) / side) * 8 - 4;
    const density = MODES.reduce((sum, mode) => {
      const square = (x - mode.x) ** 2 + (y - mode.y) ** 2;
      return sum + (mode.weight / (2 * Math.PI * SCALE ** 2)) * Math.exp(-square / (2 * SCALE ** 2));
    }, 0);
    return Math.log(density);
  });
}

describe('a relief', () => {
  const relief = reliefOf(logDensity(), SIDE);

  it('has few enough points, and its lowest where the density is greatest', () => {
    expect(relief.side).toBe(MOST);
    expect(relief.heights).toHaveLength(MOST ** 2);
    const [x, y] = relief.lowest;
    expect(Math.hypot(x - 2.5, y)).toBeLessThan(0.1);
    expect(relief.floor).toBeCloseTo(-Math.log(0.8 / (2 * Math.PI * SCALE ** 2)), 1);
  });

  it('keeps the difference of two modes: log 4 nats', () => {
    expect(heightAt(relief, 2.5, 0)).toBeLessThan(0.05);
    expect(heightAt(relief, 0, -1.5)).toBeCloseTo(Math.log(4), 1);
    // not where the transposed picture would have it
    expect(heightAt(relief, -1.5, 0)).toBeGreaterThan(3);
  });

  it('is cut off where less than a thousandth of the mass lies, and says how much of the box that is', () => {
    expect(Math.max(...relief.heights)).toBe(relief.reach);
    // a Gaussian holds all but 0.1 % of its mass below log 1000 = 6.9 nats; the shallow mode stands log 4 higher
    expect(relief.reach).toBeGreaterThan(7.5);
    expect(relief.reach).toBeLessThan(10.5);
    expect(relief.cut).toBeGreaterThan(0.4);
    expect(relief.cut).toBeLessThan(0.95);
  });

  it('does not mind a density that has underflowed, is not normalised, or is nowhere known', () => {
    const shifted = reliefOf(
      logDensity().map((value) => (value < -60 ? -Infinity : value + 5)),
      SIDE,
    );
    expect(shifted.floor).toBeCloseTo(relief.floor - 5, 4);
    expect(shifted.reach).toBeCloseTo(relief.reach, 4);
    expect([...shifted.heights].every(Number.isFinite)).toBe(true);
    const unknown = reliefOf(new Float32Array(SIDE * SIDE).fill(NaN), SIDE);
    expect([...unknown.heights].every(Number.isFinite)).toBe(true);
  });

  it('is shown whole where it is flat', () => {
    const flat = reliefOf(new Float32Array(16).fill(-Math.log(64)), 4);
    expect(flat).toMatchObject({ side: 4, cut: 0 });
    expect([...flat.heights].every((height) => height === 0)).toBe(true);
  });
});
