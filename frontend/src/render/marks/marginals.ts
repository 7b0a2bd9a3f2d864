/** How particles are spread along either axis alone, as histograms on the panel's edges, with the exact curves. */

import { HALF_WIDTH, type Camera } from '../../lib/camera';
import { centreOf } from '../../lib/centres';
import { OFF, STEPS } from '../../lib/int16';
import { Mark, type Pen, type Sheet } from '../mark';

/** Exact densities of x alone and of y alone (1/unit), at the centres of equal cells over the box. */
export interface ExactMarginals {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export interface Spread {
  /** int16 pairs over the box; null where there are none. */
  readonly points: Int16Array | null;
  readonly exact: ExactMarginals | null;
}

export interface MarginalLook {
  /** Behind the bars, so that what lies below does not confuse; #rrggbb. It fades: its edge would look like the field's. */
  readonly band: string;
  readonly bars: string;
  readonly curve: string;
}

export const BINS = 48;
/** Height of the highest bar or point, as a share of the panel's edge. */
export const STRIP = 0.16;
/** Room above the exact peak: noise of a few bars must not move the scale. */
const HEADROOM = 1.15;
const NOBODY = new Int16Array(0);

/**
 * Writes into `density` (1/unit) how many of all particles lie in each of its bins between `low` and `high` (world
 * units) along axis 0 (x) or 1 (y). Particles off the box count in the whole but are in no bin.
 */
export function histogram(particles: Int16Array, axis: 0 | 1, low: number, high: number, density: Float32Array): void {
  density.fill(0);
  const bins = density.length;
  const perStep = HALF_WIDTH / STEPS;
  const perWorld = bins / (high - low);
  for (let at = axis; at < particles.length; at += 2) {
    const step = particles[at]!;
    if (step === OFF) continue;
    const bin = Math.floor((step * perStep - low) * perWorld);
    // the upper edge belongs to the last bin
    if (bin >= 0 && bin < bins) density[bin]! += 1;
    else if (bin === bins && step * perStep <= high) density[bins - 1]! += 1;
  }
  const each = perWorld / Math.max(1, particles.length / 2);
  for (let bin = 0; bin < bins; bin++) density[bin]! *= each;
}

/** The density (1/unit) at the top of a strip: above the exact peak, in steps of a quarter if bars are higher. */
export function topOf(exact: Float32Array | null, bars: Float32Array): number {
  let peak = 0;
  for (const value of exact ?? []) if (value > peak) peak = value;
  let highest = 0;
  for (const value of bars) if (value > highest) highest = value;
  const base = HEADROOM * (peak || highest || 1);
  return highest <= base ? base : base * 1.25 ** Math.ceil(Math.log(highest / base) / Math.log(1.25));
}

function veil(pen: Pen, size: number, strip: number, band: string): void {
  const fading = (gradient: CanvasGradient): CanvasGradient => {
    gradient.addColorStop(0, band + '50');
    gradient.addColorStop(1, band + '00');
    return gradient;
  };
  pen.globalAlpha = 1;
  pen.fillStyle = fading(pen.createLinearGradient(0, size, 0, size - strip));
  pen.fillRect(0, size - strip, size, strip);
  pen.fillStyle = fading(pen.createLinearGradient(0, 0, strip, 0));
  pen.fillRect(0, 0, strip, size);
}

export class MarginalMark extends Mark<Spread, MarginalLook> {
  readonly #bars = { x: new Float32Array(BINS), y: new Float32Array(BINS) };
  /** What the bars were counted of. */
  #counted: readonly [Int16Array | null, Camera] | null = null;

  /** Count the points over what the camera sees. */
  #count(points: Int16Array | null, camera: Camera): void {
    if (this.#counted?.[0] === points && this.#counted[1] === camera) return;
    this.#counted = [points, camera];
    const { x, y } = this.#bars;
    histogram(points ?? NOBODY, 0, camera.x - camera.halfWidth, camera.x + camera.halfWidth, x);
    histogram(points ?? NOBODY, 1, camera.y - camera.halfWidth, camera.y + camera.halfWidth, y);
  }

  /** The x axis's strip stands on the lower edge, the y axis's on the left one. */
  protected override paint({ points, exact }: Spread, look: MarginalLook, { pen, camera, width }: Sheet): void {
    this.#count(points, camera);
    const { size } = camera;
    const strip = STRIP * size;
    const tops = { x: topOf(exact?.x ?? null, this.#bars.x), y: topOf(exact?.y ?? null, this.#bars.y) };
    veil(pen, size, strip, look.band);
    pen.fillStyle = look.bars;
    const bin = size / BINS;
    for (let index = 0; index < BINS; index++) {
      const across = Math.max(1, bin - 1);
      const up = (this.#bars.x[index]! / tops.x) * strip;
      if (up > 0) pen.fillRect(index * bin, size - up, across, up);
      const right = (this.#bars.y[index]! / tops.y) * strip;
      if (right > 0) pen.fillRect(0, size - (index + 1) * bin, right, across);
    }
    if (exact) this.#curves(pen, camera, exact, tops, strip, look.curve, width(1.25));
  }

  #curves(
    pen: Pen,
    camera: Camera,
    exact: ExactMarginals,
    tops: { x: number; y: number },
    strip: number,
    colour: string,
    lineWidth: number,
  ): void {
    pen.strokeStyle = colour;
    pen.lineWidth = lineWidth;
    pen.lineJoin = 'round';
    pen.beginPath();
    exact.x.forEach((value, index) => {
      const at = camera.toPixel(centreOf(index, exact.x.length), 0).x;
      const y = camera.size - (value / tops.x) * strip;
      if (index === 0) pen.moveTo(at, y);
      else pen.lineTo(at, y);
    });
    exact.y.forEach((value, index) => {
      const at = camera.toPixel(0, centreOf(index, exact.y.length)).y;
      const x = (value / tops.y) * strip;
      if (index === 0) pen.moveTo(x, at);
      else pen.lineTo(x, at);
    });
    pen.stroke();
  }
}
