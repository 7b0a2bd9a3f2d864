import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { WHOLE_BOX } from '../../src/lib/camera';
import { roundUp, SharedScale } from '../../src/sight/scale.svelte';
import { View } from '../../src/sight/view.svelte';

describe('the view', () => {
  it('zooms about a point, pans inside the box and goes back to the whole', () => {
    const view = new View();
    let changes = 0;
    view.changed.add(() => (changes += 1));
    view.zoom(4, { x: 2, y: -1 });
    expect(view.frustum).toEqual({ x: 1.5, y: -0.75, zoom: 4 });
    view.pan(99, 0);
    expect(view.frustum).toEqual({ x: 3, y: -0.75, zoom: 4 });
    view.nudge(-1, 1);
    expect(view.frustum.x).toBeCloseTo(2.8);
    expect(view.frustum.y).toBeCloseTo(-0.55);
    view.reset();
    expect(view.frustum).toEqual(WHOLE_BOX);
    expect(changes).toBe(4);
    view.reset();
    expect(changes).toBe(4);
  });

  it('comes back from the link, and keeps a bad one inside the box', () => {
    const view = new View();
    expect(view.camera).toBeNull();
    view.zoom(3, { x: 2.5, y: 0 });
    const again = new View();
    if (view.camera) again.see(view.camera);
    expect(again.camera).toEqual(view.camera);
    again.see({ x: 50, y: 0, zoom: 4 });
    expect(again.frustum).toEqual({ x: 3, y: 0, zoom: 4 });
  });
});

describe('the main stage', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('takes the panel under the pointer only where that is wanted, and only if the pointer stays', () => {
    const view = new View();
    view.follow(true);
    view.approach(2);
    vi.runAllTimers();
    expect(view.main).toBeNull();
    view.enlarge(0);
    view.approach(2);
    view.withdraw();
    vi.runAllTimers();
    expect(view.main).toBe(0);
    view.approach(2);
    view.approach(2);
    vi.runAllTimers();
    expect(view.main).toBe(2);
    view.follow(false);
    view.approach(1);
    vi.runAllTimers();
    expect(view.main).toBe(2);
    view.approach(1);
    view.shrink();
    vi.runAllTimers();
    expect(view.main).toBeNull();
  });
});

describe('a shared scale', () => {
  it('reaches to the greatest value of all panels, in round steps', () => {
    const scale = new SharedScale();
    scale.report(0, 0.7);
    expect(scale.high).toBe(1);
    scale.report(1, 3.2);
    expect(scale.high).toBe(5);
    scale.report(1, 2.4);
    expect(scale.high).toBe(5);
    scale.report(1, null);
    expect(scale.high).toBe(1);
  });

  it('rounds up to 1, 2 or 5', () => {
    expect([0.011, 0.2, 0.21, 7, 10].map(roundUp)).toEqual([0.02, 0.2, 0.5, 10, 10]);
    expect(roundUp(0)).toBe(0);
    expect(roundUp(NaN)).toBe(0);
  });
});
