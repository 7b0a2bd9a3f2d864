import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import PadCursor from '../../src/draw/PadCursor.svelte';
import { Camera } from '../../src/lib/camera';
import { FIRST_BRUSH } from '../../src/pad/brush';
import { relativeWidth, type Sample } from '../../src/pad/pressure';

/** On a pad of 80 pixels, ten to the unit. */
function cursor(at: Sample, down: boolean) {
  const brush = { ...FIRST_BRUSH, tool: 'eraser' as const, width: 0.5 };
  const { container } = render(PadCursor, { camera: new Camera(80), brush, at, down });
  const span = container.querySelector('span') as HTMLElement;
  return { classes: span.className, style: span.style, radius: parseFloat(span.style.getPropertyValue('--radius')) };
}

it('is where the tool is, as wide as the brush', () => {
  const { classes, style, radius } = cursor([1, 2, 0.5], false);
  expect([style.left, style.top, radius]).toEqual(['50px', '20px', 5]);
  expect(classes).toContain('eraser');
  expect(classes).not.toContain('down');
});

it('is as wide as the pen draws while it is down', () => {
  const { classes, radius } = cursor([1, 2, 0.5], true);
  expect(radius).toBeCloseTo(5 * relativeWidth(0.5));
  expect(radius).toBeLessThan(5);
  expect(classes).toContain('down');
});
