import { describe, expect, it } from 'vitest';

import { positionOf, STOPS, trackOf, valueAt } from '../../src/form/slider';
import { numberField } from './fields';

describe('a slider track', () => {
  it('spreads a logarithmic setting evenly around its automatic value', () => {
    const track = trackOf(numberField({ log: true, max: 10 }), 0.008);
    expect(positionOf(track, 0.008)).toBe(STOPS / 2);
    expect(track.low).toBeGreaterThan(0);
  });

  it('never leaves the bounds of the schema', () => {
    const track = trackOf(numberField({ log: true, min: 0, max: 1 }), 0.5);
    expect(valueAt(track, STOPS)).toBe(1);
    expect(valueAt(track, 0)).toBeGreaterThan(0);
  });

  it('turns logarithmic by itself where the bounds are far wider than the value', () => {
    expect(trackOf(numberField({ min: 1, max: 50_000, whole: true }), 2000).log).toBe(true);
    expect(trackOf(numberField({ min: 0, max: 1 }), 0.3).log).toBe(false);
  });

  it.each([
    { bounds: { log: true, max: 100 }, reference: 1 },
    { bounds: { min: 1, max: 50_000, whole: true }, reference: 2000 },
    { bounds: { min: -2, max: 2 }, reference: 0 },
  ])('comes back to the same position for $bounds', ({ bounds, reference }) => {
    const track = trackOf(numberField(bounds), reference);
    for (const position of [0, 1, 37, 100, 163, STOPS])
      expect(Math.abs(positionOf(track, valueAt(track, position)) - position)).toBeLessThanOrEqual(2);
  });

  it('gives whole numbers to whole settings', () => {
    const track = trackOf(numberField({ min: 1, max: 64, whole: true }), 4);
    for (let position = 0; position <= STOPS; position += 7) expect(valueAt(track, position) % 1).toBe(0);
  });
});
