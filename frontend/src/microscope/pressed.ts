/** Whether a press means a particle: whether one lies near enough. */

import type { Panel } from '../live/panel.svelte';
import type { Microscope } from '../sight/microscope.svelte';
import { OFF, STEPS } from '../lib/int16';
import { Camera, HALF_WIDTH, type Frustum, type Point } from '../lib/camera';

/** As far as a finger reaches, CSS pixels. */
const REACH = 18;

export function isPressed(
  particles: { readonly x: Int16Array } | null,
  at: Point,
  edge: number,
  frustum: Frustum,
): boolean {
  if (!particles) return false;
  // in the steps of the frame's numbers
  const unit = STEPS / HALF_WIDTH;
  const reach = (REACH / Camera.on(Math.max(1, edge), frustum).scale) * unit;
  const { x } = particles;
  for (let i = 0; i + 1 < x.length; i += 2)
    if (x[i] !== OFF && Math.hypot((x[i] ?? NaN) - at.x * unit, (x[i + 1] ?? NaN) - at.y * unit) <= reach) return true;
  return false;
}

/** Look at the particle that was pressed in a panel, if there is one. */
export function pressParticle(
  microscope: Microscope,
  { run, frames }: Pick<Panel, 'run' | 'frames'>,
  at: Point,
  edge: number,
  frustum: Frustum,
): void {
  if (isPressed(frames.particles, at, edge, frustum)) microscope.open(run, 'sampling', at);
}
