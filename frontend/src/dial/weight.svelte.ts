/** The weight of one mode, dragged: the page shows what it would be at once, and the drawing has it when it is let go. */

import { giveShare } from '../pad/shares';
import type { Drawing } from '../pad/drawing.svelte';
import type { Point } from '../pad/point';
import type { Preview } from '../pad/preview.svelte';
import type { ModeInfo } from '../protocol/generated';
import type { Parts } from './parts.svelte';
import { Ridge, type Told } from './ridge';

export class WeightDial {
  /** Where the chosen mode peaks: its number changes with its share. */
  #at: Point | null = $state.raw(null);
  /** While it is dragged. */
  #share: number | null = $state(null);
  #told: Told | null = $state.raw(null);
  #fault: string | null = $state(null);
  #ridge: Ridge | null = null;
  #making = false;

  constructor(
    private readonly drawing: Drawing,
    private readonly preview: Preview,
    private readonly parts: Parts,
  ) {
    drawing.changed.add(() => {
      this.#share = null;
      this.#fault = null;
    });
  }

  get modes(): readonly ModeInfo[] {
    return this.preview.density?.modes ?? [];
  }

  /** The chosen mode's place; the smallest where none was chosen. */
  get mode(): number {
    const { modes } = this;
    const at = this.#at;
    if (!at) return modes.length - 1;
    const distances = modes.map(({ position: [x, y] }) => Math.hypot(x - at[0], y - at[1]));
    return distances.indexOf(Math.min(...distances));
  }

  get share(): number {
    return this.#share ?? this.modes[this.mode]?.mass ?? 1;
  }

  get dragged(): boolean {
    return this.#share !== null;
  }

  /** What the last drag did, in figures; null before there was one. */
  get told(): Told | null {
    return this.#told;
  }

  get fault(): string | null {
    return this.#fault;
  }

  choose(mode: number): void {
    const found = this.modes[mode];
    if (!found) return;
    this.abandon();
    this.#at = found.position;
    this.#told = null;
  }

  /** Have all that a drag needs, before it begins. */
  async prepare(): Promise<void> {
    const base = this.preview.density;
    if (!base || this.#making || this.#share !== null) return;
    if (this.#ridge?.base === base && this.#ridge.mode === this.mode) return;
    this.#making = true;
    try {
      const made = await this.parts.of(base.target);
      if (this.preview.density !== base) return;
      this.#ridge = new Ridge(made, base, this.mode);
      this.#fault = null;
      if (this.#share !== null) this.#show(this.#share);
    } catch (error) {
      this.#fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.#making = false;
    }
  }

  drag(share: number): void {
    if (this.#share === null) void this.prepare();
    this.#share = share;
    this.#at = this.modes[this.mode]?.position ?? null;
    this.#show(share);
  }

  #show(share: number): void {
    if (!this.#ridge || this.#ridge.base.target !== this.drawing.target) return;
    const { density, told } = this.#ridge.at(share);
    this.#told = told;
    this.preview.lend(density);
  }

  /** Let go: the drawing has the weight, as one step that can be taken back. */
  async release(): Promise<void> {
    const [share, mode] = [this.#share, this.modes[this.mode]];
    if (share === null || !mode) return;
    const fault = await giveShare(this.drawing, this.preview, mode, share);
    if (fault === null) return;
    this.abandon();
    this.#fault = fault;
  }

  /** As it was. */
  abandon(): void {
    this.#share = null;
    this.#fault = null;
    this.preview.lend(null);
  }
}
