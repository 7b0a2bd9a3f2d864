/** What a panel's picture is dressed in, and which of its layers show: the renderer's whole vocabulary. */

import type { Ramp } from '../lib/colour';
import type { MarginalInk } from './marginals';

export interface Dress {
  /** Of the exact density. */
  readonly ramp: Ramp;
  /** How strongly the density shows, 0 to 1. */
  readonly heat: number;
  readonly ground: string;
  readonly trueArrows: string;
  readonly contours: string;
  readonly trueContours: string;
  readonly learnedArrows: string;
  readonly streamlines: string;
  readonly data: string;
  readonly marginals: MarginalInk;
  /** A packed pixel, see lib/colour.ts. */
  readonly particles: number;
}

export interface Show {
  /** The exact density, where no other ground is set. */
  readonly density: boolean;
  readonly contours: boolean;
  readonly truth: boolean;
  readonly arrows: boolean;
  readonly streamlines: boolean;
  readonly data: boolean;
  readonly particles: boolean;
  readonly trails: boolean;
  readonly marginals: boolean;
}

/** A line this many CSS pixels wide, in pixels of the canvas. */
export type PenWidth = (cssPixels: number) => number;

export type Layer = CanvasRenderingContext2D;

export function layerOf(canvas: HTMLCanvasElement): Layer {
  const layer = canvas.getContext('2d');
  if (!layer) throw new Error('This browser gives no 2-D canvas.');
  return layer;
}
