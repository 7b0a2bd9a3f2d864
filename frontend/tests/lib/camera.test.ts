import { describe, expect, it } from 'vitest';

import { Camera, MOST_ZOOM, rulerLength, WHOLE_BOX, within, zoomedAt } from '../../src/lib/camera';

const SIZE = 400;

describe('the camera', () => {
  it('keeps the world point under the pointer while it zooms, anywhere in the box', () => {
    for (const about of [
      { x: 2.5, y: 0 },
      { x: 0, y: -1.5 },
      { x: -4, y: 4 },
    ]) {
      let view = WHOLE_BOX;
      const { x, y } = Camera.on(SIZE, view).toPixel(about.x, about.y);
      for (const factor of [1.3, 2, 1.7, 1 / 1.5]) {
        view = zoomedAt(view, about, factor);
        const now = Camera.on(SIZE, view).toPixel(about.x, about.y);
        expect(now.x).toBeCloseTo(x, 6);
        expect(now.y).toBeCloseTo(y, 6);
      }
    }
  });

  it('goes from world to pixel and back wherever it looks, y upward', () => {
    const camera = Camera.on(SIZE, zoomedAt(WHOLE_BOX, { x: 2.5, y: -1.5 }, 6));
    const pixel = camera.toPixel(2.4, -1.4);
    const world = camera.toWorld(pixel.x, pixel.y);
    expect(world.x).toBeCloseTo(2.4);
    expect(world.y).toBeCloseTo(-1.4);
    expect(camera.toPixel(2.4, -1.3).y).toBeLessThan(pixel.y);
  });

  it('sees cells of the box where the box is', () => {
    const camera = Camera.on(SIZE, { x: 2, y: 2, zoom: 2 });
    const centre = camera.cellCentre(23, 23, 24);
    const world = camera.toWorld(centre.x, centre.y);
    expect(world.x).toBeCloseTo(4 - 4 / 24);
    expect(world.y).toBeCloseTo(4 - 4 / 24);
  });

  it('never leaves the box and never zooms beyond its limits', () => {
    expect(within({ x: 9, y: -9, zoom: 2 })).toEqual({ x: 2, y: -2, zoom: 2 });
    expect(within({ x: 1, y: 1, zoom: 0.2 })).toEqual(WHOLE_BOX);
    expect(zoomedAt(WHOLE_BOX, WHOLE_BOX, 1e9).zoom).toBe(MOST_ZOOM);
    expect(zoomedAt({ x: 3, y: 3, zoom: 8 }, { x: 4, y: 4 }, 1e-9)).toEqual(WHOLE_BOX);
  });

  it('has a ruler of a round length that fits at every zoom', () => {
    expect(rulerLength(1)).toBe(2);
    for (const zoom of [1, 1.5, 3, 7.7, 20, 32]) {
      const length = rulerLength(zoom);
      expect(length).toBeLessThanOrEqual(2 / zoom);
      expect(length).toBeGreaterThan(0.7 / zoom);
    }
  });
});
