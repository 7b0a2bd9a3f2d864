import { describe, expect, it } from 'vitest';

import type { LensChoice, LensSettings } from '../../src/live/wanted';
import { CROSSED, Places, placesOf, pointsOf, textOf, TOO_FEW } from '../../src/sight/places.svelte';

const SCHEMA = {
  properties: {
    n: { type: 'integer', default: 3 },
    a: { type: 'string', place: 'point', title: 'Pin a', default: '-1,0.5' },
    around: { type: 'string', place: 'polygon', title: 'Region', default: '' },
  },
};

/** Places of a lens whose settings are told in order. */
function places(settings: LensSettings = {}, now = () => 0) {
  const told: LensSettings[] = [];
  const lens: { choice: LensChoice; tune(next: LensSettings): void } = {
    choice: { name: 'mine', settings },
    tune(next) {
      told.push(next);
      this.choice = { name: 'mine', settings: next };
    },
  };
  return { places: new Places(lens, () => SCHEMA, now), told, lens };
}

describe('places of a lens', () => {
  it('are what its schema declares, set or as they are at first', () => {
    const found = placesOf(SCHEMA, { around: '0,0,1,0,1,1' });
    expect(found.map(({ name, kind, points }) => [name, kind, points.length])).toEqual([
      ['a', 'point', 1],
      ['around', 'polygon', 3],
    ]);
    expect(found[0]?.points).toEqual([{ x: -1, y: 0.5 }]);
  });

  it.each(['x', '1', '9,9', '1,2,3', '', '1,,2,3'])('of a link that make no sense are as at first: %s', (text) => {
    expect(placesOf(SCHEMA, { a: text || 'q' })[0]?.points).toEqual([{ x: -1, y: 0.5 }]);
    expect(placesOf(SCHEMA, { around: text })[1]?.points).toEqual([]);
  });

  it('are written to a hundredth and read back', () => {
    const points = [
      { x: -1.23456, y: 0.001 },
      { x: 2, y: -3.999 },
    ];
    expect(textOf(points)).toBe('-1.23,0,2,-4');
    expect(pointsOf('-1.23,0,2,-4')).toEqual([
      { x: -1.23, y: 0 },
      { x: 2, y: -4 },
    ]);
  });

  it('a press puts the pin that was asked for, within the box, and no other setting', async () => {
    const { places: mine, told } = places({ n: 5 });
    await mine.press({ x: 1, y: 1 });
    expect(told).toEqual([]);
    mine.arm('a');
    expect(mine.armed?.name).toBe('a');
    await mine.press({ x: 9, y: 1.5 });
    expect(told).toEqual([{ n: 5, a: '4,1.5' }]);
    expect(mine.armed).toBeNull();
  });

  it('a lasso is corners by presses, closed where it began, or drawn', async () => {
    const { places: mine, told } = places();
    mine.arm('around');
    for (const [x, y] of [
      [0, 0],
      [2, 0],
      [2, 2],
      [0.05, 0],
    ] as const)
      await mine.press({ x, y });
    expect(told).toEqual([{ around: '0,0,2,0,2,2' }]);
    expect(mine.armed).toBeNull();
    mine.clear('around');
    expect(told.at(-1)).toEqual({ around: '' });
    mine.arm('around');
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const)
      mine.draw({ x, y });
    await mine.close();
    expect(told.at(-1)).toEqual({ around: '0,0,1,0,1,1,0,1' });
  });

  it('a lasso that is none says why and is still to be drawn', async () => {
    const { places: mine, told } = places();
    mine.arm('around');
    await mine.press({ x: 0, y: 0 });
    await mine.close();
    expect(mine.fault).toBe(TOO_FEW);
    for (const x of [0, 1, 2]) mine.draw({ x, y: 0 });
    await mine.close();
    expect(mine.fault).toBe(CROSSED);
    expect(mine.armed?.name).toBe('around');
    expect(told).toEqual([]);
    mine.disarm();
    expect(mine.fault).toBeNull();
  });

  it('dragged, tells the lens now and then and where it was let go', () => {
    let clock = 0;
    const { places: mine, told } = places({}, () => clock);
    mine.drag('a', { x: 0, y: 0 });
    clock = 10;
    mine.drag('a', { x: 1, y: 1 });
    expect(mine.all[0]?.points).toEqual([{ x: 1, y: 1 }]);
    expect(told).toEqual([{ a: '0,0' }]);
    mine.settle();
    expect(told.at(-1)).toEqual({ a: '1,1' });
  });

  it('a region is held by its middle and stops whole at the border of the box', () => {
    const { places: mine, told } = places({ around: '0,0,2,0,1,3' });
    mine.drag('around', { x: 99, y: 1 });
    mine.settle();
    expect(told.at(-1)).toEqual({ around: '2,0,4,0,3,3' });
    mine.nudge('around', -1, 0);
    expect(told.at(-1)).toEqual({ around: '1.9,0,3.9,0,2.9,3' });
    mine.nudge('a', 0, 1, true);
    expect(told.at(-1)).toMatchObject({ a: '-1,0.52' });
  });
});
