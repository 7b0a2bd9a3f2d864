/** The user's distribution: strokes or a preset, with undo and redo, and the brush they are drawn with. */

import type { Component, Stroke } from '../protocol/generated';
import { begin, commit, redo, undo, type History } from './history';
import { recall, remember } from './storage';
import { BLANK, isBlank, isTarget, strokesOf, thinned, type Point, type Target } from './target';

export type Tool = 'brush' | 'eraser';

export interface Brush {
  readonly tool: Tool;
  /** Standard deviation across the stroke, world units. */
  readonly width: number;
  /** Mass per unit length. */
  readonly weight: number;
}

export const WIDTH = { min: 0.03, max: 1, start: 0.2 };
export const WEIGHT = { min: 0.1, max: 10, start: 1 };

const KEY = 'target';

export class Drawing {
  #history: History<Target> = $state.raw(begin(BLANK));
  #brush: Brush = $state.raw({ tool: 'brush', width: WIDTH.start, weight: WEIGHT.start });
  /** The stroke under the pointer, not yet laid down. */
  #open: Stroke | null = $state.raw(null);
  #path: Point[] = [];
  /** The strokes that stand for the preset or mixture that the open stroke is drawn on. */
  #ground: Stroke[] | null = null;

  /** Told when the target has changed for good, and when it would if the pointer were lifted now. */
  onchange: (target: Target) => void = () => {};
  onstroke: (provisional: Target) => void = () => {};

  constructor(initial: Target = recall(KEY, isTarget) ?? BLANK) {
    this.#history = begin(initial);
  }

  get target(): Target {
    return this.#history.present;
  }

  /** The target as it would be if the pointer were lifted now. */
  get provisional(): Target {
    return this.#open ? withStroke(this.#base(), this.#open) : this.target;
  }

  get strokes(): readonly Stroke[] {
    return this.target.kind === 'drawing' ? this.target.strokes : [];
  }

  get openStroke(): Stroke | null {
    return this.#open;
  }

  get brush(): Brush {
    return this.#brush;
  }

  get blank(): boolean {
    return isBlank(this.target);
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  use(tool: Tool): void {
    this.#brush = { ...this.#brush, tool };
  }

  size(width: number): void {
    this.#brush = { ...this.#brush, width: Math.min(WIDTH.max, Math.max(WIDTH.min, width)) };
  }

  weigh(weight: number): void {
    this.#brush = { ...this.#brush, weight: Math.min(WEIGHT.max, Math.max(WEIGHT.min, weight)) };
  }

  /**
   * Put the brush down. `components` are those of the preset or mixture being drawn on, where they are known:
   * the first stroke then adds to it; otherwise it starts a new drawing (and undo brings the old one back).
   */
  press(point: Point, components: readonly Component[] | null = null): void {
    if (this.target.kind !== 'drawing') this.#ground = components ? strokesOf(components) : null;
    this.#path = [point];
    this.#open = this.#stroke();
    this.onstroke(this.provisional);
  }

  move(points: readonly Point[]): void {
    if (!this.#open) return;
    this.#path.push(...points);
    this.#open = this.#stroke();
    this.onstroke(this.provisional);
  }

  lift(): void {
    if (!this.#open) return;
    const stroke = this.#open;
    this.#open = null;
    this.#commit(withStroke(this.#base(), stroke));
  }

  /** Forget the stroke under the pointer. */
  abandon(): void {
    if (!this.#open) return;
    this.#open = null;
    this.onstroke(this.target);
  }

  choose(target: Target): void {
    this.#open = null;
    this.#commit(target);
  }

  clear(): void {
    if (!this.blank) this.choose(BLANK);
  }

  undo(): void {
    this.#step(undo(this.#history));
  }

  redo(): void {
    this.#step(redo(this.#history));
  }

  #base(): Target {
    if (this.target.kind === 'drawing') return this.target;
    return this.#ground ? { kind: 'drawing', strokes: this.#ground } : BLANK;
  }

  #stroke(): Stroke {
    const { tool, width, weight } = this.#brush;
    return { points: thinned(this.#path, Math.max(0.01, width / 8)), width, weight, erase: tool === 'eraser' };
  }

  #commit(target: Target): void {
    this.#step(commit(this.#history, target));
  }

  #step(history: History<Target>): void {
    if (history === this.#history) return;
    this.#history = history;
    remember(KEY, history.present);
    this.onchange(history.present);
  }
}

function withStroke(target: Target, stroke: Stroke): Target {
  return { kind: 'drawing', strokes: [...(target.kind === 'drawing' ? target.strokes : []), stroke] };
}
