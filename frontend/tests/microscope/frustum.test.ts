import { expect, it } from 'vitest';

import { Camera, WHOLE_BOX } from '../../src/lib/camera';
import { between, frustumFor } from '../../src/microscope/frustum';
import { storyOfStep } from '../../src/microscope/of-step';
import { step } from './steps';

it('shows all of a step in the part that is free', () => {
  const story = storyOfStep(step());
  for (const free of [1, 0.5]) {
    const frustum = frustumFor(story, free);
    if (!frustum) throw new Error('nothing to see');
    const camera = Camera.on(100, frustum);
    for (const { x, y } of story.arrows.flatMap(({ way }) => way)) {
      const at = camera.toPixel(x, y);
      expect(at.x).toBeGreaterThan(0);
      expect(at.x).toBeLessThan(100);
      expect(at.y).toBeGreaterThan(0);
      expect(at.y).toBeLessThan(100 * free);
    }
  }
  expect(frustumFor({ arrows: [], dots: [] }, 1)).toBeNull();
});

it('comes closer evenly, from one look to the other', () => {
  const near = { x: 1, y: 2, zoom: 16 };
  expect(between(WHOLE_BOX, near, 0)).toEqual(WHOLE_BOX);
  expect(between(WHOLE_BOX, near, 1)).toEqual(near);
  expect(between(WHOLE_BOX, near, 0.5).zoom).toBeCloseTo(4);
});
