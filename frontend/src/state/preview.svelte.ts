/** The exact density of what is drawn: asked for on every stroke, the newest wins. */

import type { ModeInfo, TargetPreview } from '../protocol/generated';
import type { Api } from '../stream/api';
import { isBlank, type Target } from './target';

/** A preview with its arrays decoded; row 0 = lowest y. */
export interface Density {
  readonly target: Target;
  readonly side: number;
  /** 1/unit^2. */
  readonly values: Float32Array;
  /** The mode each cell belongs to; 255 = none. */
  readonly labels: Uint8Array;
  readonly modes: readonly ModeInfo[];
  readonly preview: TargetPreview;
}

/** Marks on the browser's performance timeline, for whoever measures how fast the pad answers. */
export const MARKS = { lifted: 'stroke-lifted', shown: 'density-shown', span: 'stroke-to-density' } as const;

export class Preview {
  #density: Density | null = $state.raw(null);
  #fault: string | null = $state.raw(null);
  #asking = $state(false);
  #abort: AbortController | null = null;
  #asked: Target | null = null;

  constructor(private readonly api: Api) {}

  get density(): Density | null {
    return this.#density;
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
      this.#density = decode(target, preview);
      this.#fault = null;
    } catch (error) {
      if (!abort.signal.aborted) this.#failed(error);
    } finally {
      if (this.#abort === abort) this.#asking = false;
    }
  }

  /** As `ask`, but only if nothing is being asked: for the stroke that is still under the pointer. */
  glance(target: Target): void {
    if (!this.#asking) void this.ask(target);
  }

  #forget(): void {
    this.#density = null;
    this.#fault = null;
    this.#asking = false;
  }

  #failed(error: unknown): void {
    this.#asked = null;
    this.#fault = error instanceof Error ? error.message : String(error);
  }
}

function decode(target: Target, preview: TargetPreview): Density {
  return {
    target,
    side: preview.grid_side,
    values: new Float32Array(bytes(preview.density).buffer),
    labels: bytes(preview.labels),
    modes: preview.modes,
    preview,
  };
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
