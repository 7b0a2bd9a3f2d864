/** The exact density of what is drawn: asked for on every stroke, the newest wins. */

import type { Component, ModeInfo, TargetPreview } from '../protocol/generated';
import type { Api } from '../stream/api';
import { isBlank, type Target } from './target';

/** A preview with its arrays decoded; row 0 = lowest y. */
export interface Density {
  readonly target: Target;
  readonly side: number;
  /** 1/unit^2. */
  readonly values: Float32Array;
  /** The exact density of x alone and of y alone, at the centres of columns and rows; 1/unit. */
  readonly marginals: { readonly x: Float32Array; readonly y: Float32Array };
  /** The mode each cell belongs to, an index into `modes`. */
  readonly labels: Int16Array;
  readonly modes: readonly ModeInfo[];
  /** The exact score on the arrows' grid: (x, y) pairs, 1/unit. */
  readonly score: Float32Array;
  /** The Gaussians of a preset or a mixture, so that strokes can be added to it; null for a drawing. */
  readonly components: readonly Component[] | null;
  readonly preview: TargetPreview;
  /** How much the score has changed on the same grid (1/unit), where other weights are tried; colours reach to `high`. */
  readonly change?: { readonly values: Float32Array; readonly side: number; readonly high: number };
}

/** Marks on the browser's performance timeline, for whoever measures how fast the pad answers. */
export const MARKS = { lifted: 'stroke-lifted', shown: 'density-shown', span: 'stroke-to-density' } as const;

export class Preview {
  #density: Density | null = $state.raw(null);
  /** What is tried, in place of what is drawn. */
  #lent: Density | null = $state.raw(null);
  #fault: string | null = $state.raw(null);
  #asking = $state(false);
  #abort: AbortController | null = null;
  #asked: Target | null = null;

  constructor(private readonly api: Api) {}

  get density(): Density | null {
    return this.#lent ?? this.#density;
  }

  /** Show this in place of the drawing's own density, until a new one comes; null takes it back. */
  lend(density: Density | null): void {
    this.#lent = density;
  }

  /** The server's sentence if it refused the drawing. */
  get fault(): string | null {
    return this.#fault;
  }

  get asking(): boolean {
    return this.#asking;
  }

  /** Ask for the density of this target now; an older question that is still open is dropped. */
  async ask(target: Target): Promise<void> {
    if (target === this.#asked) return;
    this.#asked = target;
    this.#abort?.abort();
    if (isBlank(target)) return this.#forget();
    const abort = new AbortController();
    this.#abort = abort;
    this.#asking = true;
    try {
      const preview = await this.api.preview(target, abort.signal);
      if (abort.signal.aborted) return;
      this.#density = decodePreview(target, preview);
      this.#lent = null;
      this.#fault = null;
    } catch (error) {
      if (!abort.signal.aborted) this.#failed(error);
    } finally {
      if (this.#abort === abort) this.#asking = false;
    }
  }

  /** As `ask`, but only if nothing is being asked: for the stroke that is still under the pointer, or was forgotten. */
  glance(target: Target): void {
    if (!this.#asking || isBlank(target)) void this.ask(target);
  }

  /** The Gaussians of a target, if it is the one on show: those of an older one would be another drawing's. */
  componentsOf(target: Target): readonly Component[] | null {
    return this.#density?.target === target ? this.#density.components : null;
  }

  /** The density a target would have, without showing it. Errors: the server's refusal. */
  async judge(target: Target): Promise<Density> {
    return decodePreview(target, await this.api.preview(target, new AbortController().signal));
  }

  #forget(): void {
    this.#density = this.#lent = null;
    this.#fault = null;
    this.#asking = false;
  }

  #failed(error: unknown): void {
    this.#asked = null;
    this.#fault = error instanceof Error ? error.message : String(error);
  }
}

export function decodePreview(target: Target, preview: TargetPreview): Density {
  return {
    target,
    side: preview.grid_side,
    values: decodeFloats(preview.density),
    marginals: {
      x: decodeFloats(preview.marginals).subarray(0, preview.grid_side),
      y: decodeFloats(preview.marginals).subarray(preview.grid_side),
    },
    labels: new Int16Array(bytesOf(preview.labels).buffer),
    score: decodeFloats(preview.score),
    components: preview.components ? components(decodeFloats(preview.components)) : null,
    modes: preview.modes,
    preview,
  };
}

function components(rows: Float32Array): Component[] {
  return Array.from({ length: rows.length / 4 }, (_, index) => {
    const [weight = 0, x = 0, y = 0, scale = 0] = rows.subarray(4 * index, 4 * index + 4);
    return { weight, mean: [x, y], scale };
  });
}

export function decodeFloats(base64: string): Float32Array {
  return new Float32Array(bytesOf(base64).buffer);
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
