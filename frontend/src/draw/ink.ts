/** What is under the pointer, painted for the moment until its density is here; and what a cloud is made of. */

import type { Camera } from '../lib/camera';
import type { Stroke } from '../protocol/generated';
import type { Presets } from '../state/presets.svelte';
import type { Density } from '../state/preview.svelte';
import type { ComponentsOf } from '../state/selection';

/** Strokes as bands two standard deviations wide. */
export function paintInk(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  camera: Camera,
  colour: (name: string) => string,
): void {
  context.globalAlpha = 0.35;
  context.lineCap = context.lineJoin = 'round';
  for (const { points, width = 0, erase } of strokes) {
    context.lineWidth = Math.max(2, 2 * width * camera.scale);
    context.strokeStyle = colour(erase ? '--bad' : '--accent');
    context.beginPath();
    for (const point of points) {
      const { x, y } = camera.toPixel(...point);
      context.lineTo(x, y);
      // a path of one point has no length and would not be painted
      if (points.length === 1) context.lineTo(x + 0.01, y);
    }
    context.stroke();
  }
}

/** The Gaussians of a cloud: its own, its preset's while that is on the pad, or as they were fetched for the purpose. */
export function cloudComponents(presets: Pick<Presets, 'density' | 'load'>, shown: Density | null): ComponentsOf {
  return ({ source }) => {
    if (source.kind === 'mixture') return source.components;
    const onThePad = shown?.target.kind === 'preset' && shown.target.name === source.name;
    const components = (onThePad ? shown : presets.density(source.name))?.components;
    if (!components) void presets.load([source]);
    return components ?? [];
  };
}
