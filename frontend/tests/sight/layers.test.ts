import { describe, expect, it } from 'vitest';

import { FIRST, Layers, MAPS, UNNAMED } from '../../src/sight/layers.svelte';

function layers(text: string | null = null, keys = [11, 12, 13]) {
  return new Layers(() => keys, text ?? UNNAMED.join('.'));
}

describe('layers', () => {
  it('begin with what a first visit needs, and name it in the link', () => {
    const first = new Layers(() => [11, 12]);
    for (const name of FIRST) expect(first.shows(1, name)).toBe(true);
    expect([first.shows(1, 'contours'), first.shows(1, 'arrows')]).toEqual([false, false]);
    expect(first.text).toBe('density.streamlines.particles.trails.marginals');
  });

  it('say nothing in the link where they are what a link without them means', () => {
    expect(layers().text).toBeNull();
    expect(layers().shows(1, 'arrows')).toBe(true);
  });

  it('toggle for all, whatever one panel had', () => {
    const all = layers();
    all.toggleIn(1, 'arrows');
    expect([0, 1, 2].map((index) => all.shows(index, 'arrows'))).toEqual([true, false, true]);
    expect(all.differs(1, 'arrows')).toBe(true);
    all.toggle('arrows');
    expect([0, 1, 2].map((index) => all.shows(index, 'arrows'))).toEqual([false, false, false]);
    all.toggle('arrows');
    expect([0, 1, 2].map((index) => all.shows(index, 'arrows'))).toEqual([true, true, true]);
  });

  it('show one map at a time, in all and in one', () => {
    const maps = layers();
    maps.toggle('energy');
    expect(maps.on('density')).toBe(false);
    maps.toggleIn(2, 'difference');
    expect([maps.shows(2, 'energy'), maps.shows(2, 'difference'), maps.shows(0, 'energy')]).toEqual([
      false,
      true,
      true,
    ]);
    maps.toggle('density');
    expect([maps.shows(2, 'difference'), maps.shows(2, 'density')]).toEqual([false, true]);
  });

  it('give the density back when the map that hid it goes', () => {
    const shown = layers();
    shown.toggle('energy');
    shown.toggle('difference');
    expect(shown.on('density')).toBe(false);
    shown.toggle('difference');
    expect(shown.on('density')).toBe(true);
    shown.toggle('density');
    shown.toggle('difference');
    shown.toggle('difference');
    expect(MAPS.some((map) => shown.on(map))).toBe(false);
  });

  it('ask for the frames that some panel needs, and no others', () => {
    const asking = layers();
    expect(asking.kinds).toEqual([]);
    asking.toggleIn(2, 'energy');
    asking.toggle('data');
    expect(asking.kinds).toEqual(['energy', 'data']);
    asking.toggle('energy');
    asking.toggle('energy');
    expect(asking.kinds).toEqual(['data']);
    asking.toggle('difference');
    expect(asking.kinds).toEqual(['data']);
    asking.compareWith(1);
    expect(asking.kinds).toEqual(['energy', 'data']);
  });

  it('come back from the link', () => {
    const written = layers();
    written.toggle('marginals');
    written.toggleIn(0, 'streamlines');
    written.toggleIn(2, 'arrows');
    written.toggle('difference');
    written.compareWith(1);
    expect(written.text).toBe('difference.truth.arrows.particles.trails.marginals;1+streamlines;3-arrows;d2');
    const read = layers(written.text);
    expect(read.text).toBe(written.text);
    expect(read.shows(0, 'streamlines')).toBe(true);
    expect(read.shows(2, 'arrows')).toBe(false);
    expect(read.reference).toBe(1);
  });

  it.each(['', ';;', 'nonsense.arrows', '9+arrows', 'arrows;1+nonsense', 'arrows;d9', '1%2'])(
    'take of %j what they know',
    (text) => {
      const read = layers(text);
      expect(read.reference).toBe('truth');
      expect(read.shows(0, 'contours')).toBe(false);
    },
  );

  it('go with their panels when these are moved or removed', () => {
    const keys = [11, 12, 13];
    const moving = new Layers(() => keys);
    moving.toggleIn(2, 'contours');
    moving.compareWith(2);
    keys.splice(0, 3, 13, 11, 12);
    expect([0, 1, 2].map((index) => moving.shows(index, 'contours'))).toEqual([true, false, false]);
    expect(moving.reference).toBe(0);
    keys.splice(0, 1);
    expect([0, 1].map((index) => moving.shows(index, 'contours'))).toEqual([false, false]);
    expect(moving.reference).toBe('truth');
  });
});
