/** What is under the pointer, painted for the moment until its density is here; and what a cloud is made of. */

import type { Camera } from '../lib/camera';
import type { Stroke } from '../protocol/generated';
import { relativeWidths } from '../pad/pressure';
import type { Presets } from '../pad/presets.svelte';
import type { Density } from '../pad/preview.svelte';
import type { ComponentsOf } from '../pad/selection';
import { bandOf } from './band';

/** Strokes as bands two standard deviations wide, at least two pixels. */
export function paintInk(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  camera: Camera,
  colour: (name: string) => string,
): void {
  context.globalAlpha = 0.35;
  for (const stroke of strokes) {
    const { points, radii } = inkOf(stroke, camera);
    context.fillStyle = colour(stroke.erase ? '--bad' : '--accent');
    context.fill(
      new Path2D(
        bandOf(
          points,
          radii.map((radius) => Math.max(1, radius)),
        ),
      ),
    );
  }
}

/** A stroke's points and its standard deviation at each, in pixels. */
export function inkOf(stroke: Stroke, camera: Camera): { points: [number, number][]; radii: number[] } {
  const pixel = ([x, y]: readonly [number, number]): [number, number] => {
    const at = camera.toPixel(x, y);
    return [at.x, at.y];
  };
  const radius = (stroke.width ?? 0) * camera.scale;
  return { points: stroke.points.map(pixel), radii: relativeWidths(stroke).map((relative) => relative * radius) };
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
