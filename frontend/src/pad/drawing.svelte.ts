/** The user's distribution: marks or a preset, with undo and redo, the tool they are made with and what is selected. */

import { Signal } from '../lib/signal';
import { recall, remember } from '../lib/storage';
import type { Component, Stroke } from '../protocol/generated';
import { takenApart } from './apart';
import { WEIGHT, WIDTH, type Brush, type Tool } from './brush';
import { isComposed, type Composed } from './composed';
import { strokesOf } from './gesture';
import { Hand } from './hand.svelte';
import { isStroke, type Mark } from './marks';
import type { Point } from './point';
import type { Sample } from './pressure';
import { marksAt, moved, reweighed, sameMarks, weightOf, without, type ComponentsOf } from './selection';
import { symmetric } from './symmetry';
import { Steps } from './steps.svelte';
import { BLANK, drawing, isBlank, isTarget, marksOf, withShare, type Target } from './target';

export { WEIGHT, WIDTH, type Brush, type Tool };

const KEY = 'target';
/** As many marks as the server takes. */
export const MAX_MARKS = 2000;

export class Drawing extends Hand {
  #target: Target = $state.raw(BLANK);
  /** The target as it will be when the pointer is lifted or the slider let go. */
  #draft: Target | null = $state.raw(null);
  /** The strokes under the pointer, not yet laid down. */
  #open: readonly Stroke[] | null = $state.raw(null);
  #selected: readonly number[] = $state.raw([]);
  #fault: string | null = $state.raw(null);
  #path: Sample[] = [];
  #snapped = false;
  /** The Gaussians of the preset or mixture on the pad, once they are known. */
  #components: readonly Component[] | null = $state.raw(null);
  /** The target has changed for good; and what it would be if the pointer were lifted now. */
  readonly changed = new Signal<[target: Target]>();
  readonly stroked = new Signal<[provisional: Target]>();

  /** `steps`: all that can be taken back on the page, the drawing's among them. */
  constructor(
    initial: Target = recall(KEY, isTarget) ?? BLANK,
    readonly steps = new Steps(),
  ) {
    super();
    this.#target = initial;
  }

  get target(): Target {
    return this.#target;
  }

  /** The target as it would be if the pointer were lifted now. */
  get provisional(): Target {
    return this.#draft ?? this.target;
  }

  /** What the target is made of, as it would be if the pointer were lifted now. */
  get marks(): readonly Mark[] {
    return marksOf(this.provisional, this.#components);
  }

  get strokes(): readonly Stroke[] {
    return this.target.kind === 'drawing' ? this.target.strokes.filter(isStroke) : [];
  }

  get openStrokes(): readonly Stroke[] | null {
    return this.#open;
  }

  /** Whether a pointer is down: drawing or moving what is selected. */
  get busy(): boolean {
    return this.#path.length > 0;
  }

  get selected(): readonly Mark[] {
    const marks = this.marks;
    return this.#selected.flatMap((index) => marks[index] ?? []);
  }

  /** Of what is selected: mass per unit length, or the mass of a cloud. */
  get selectedWeight(): number | null {
    return weightOf(this.marks, this.#selected);
  }

  /** A sentence about what could not be drawn; the drawing is as it was. */
  get fault(): string | null {
    return this.#fault;
  }

  get blank(): boolean {
    return isBlank(this.target);
  }

  /** The target if it is made of others: it is shown, combined and taken apart, but not drawn on. */
  get composed(): Composed | null {
    return isComposed(this.target) ? this.target : null;
  }

  get canUndo(): boolean {
    return this.steps.canUndo;
  }

  get canRedo(): boolean {
    return this.steps.canRedo;
  }

  override use(tool: Tool): void {
    if (tool !== 'select') this.deselect();
    super.use(tool);
  }

  /**
   * Put the tool down. `components` are those of the preset or mixture on the pad, where they are known: a small one
   * comes apart into Gaussians, a large or unknown one stays whole below what is drawn.
   */
  press(sample: Sample, components: readonly Component[] | null = null, componentsOf: ComponentsOf = () => []): void {
    this.#fault = null;
    if (this.composed) {
      this.#fault = 'What is combined cannot be drawn on; take it apart first, or press one of its parts.';
      return;
    }
    if (this.target.kind !== 'drawing') this.#components = components;
    if (this.brush.tool === 'select') this.#selected = marksAt(this.marks, [sample[0], sample[1]], componentsOf);
    if (this.brush.tool === 'select' && this.#selected.length === 0) return;
    if (this.brush.tool === 'text' && !this.letters) {
      this.#fault = 'There is no text to stamp; type one below the tools first.';
      return;
    }
    this.#path = [sample];
    this.#draw();
  }

  move(samples: readonly Sample[], snapped = false): void {
    if (!this.busy) return;
    this.#path.push(...samples);
    this.#snapped = snapped;
    this.#draw();
  }

  lift(): void {
    if (!this.busy) return;
    const draft = this.#draft;
    this.#forget();
    if (draft) this.#commit(draft);
  }

  /** Forget what is under the pointer. */
  abandon(): void {
    if (!this.busy) return;
    this.#forget();
    this.stroked.send(this.target);
  }

  deselect(): void {
    this.#selected = [];
  }

  /** Move what is selected; `lift` makes it one step. */
  nudge(by: Point): void {
    if (this.#selected.length === 0) return;
    const from = this.#path[0] ?? ([0, 0] as const);
    const at = this.#path.at(-1) ?? from;
    this.#path = [from, [at[0] + by[0], at[1] + by[1]]];
    this.#draw();
  }

  /** Weigh what is selected otherwise; `settle` makes it one step. */
  reweigh(weight: number): void {
    if (this.#selected.length === 0) return;
    this.#draft = drawing(reweighed(this.#base(), this.#selected, weight));
    this.stroked.send(this.#draft);
  }

  settle(): void {
    if (!this.#draft || this.busy) return;
    const draft = this.#draft;
    this.#draft = null;
    this.#commit(draft);
  }

  remove(): void {
    if (this.#selected.length === 0) return;
    const left = drawing(without(this.#base(), this.#selected));
    this.deselect();
    this.#commit(left);
  }

  /** The target with the mode at a point given this share; it is only taken by `choose`. */
  withShare(at: Point, share: number, components: readonly Component[] | null): Target {
    return withShare(marksOf(this.target, components), at, share);
  }

  /** The target with more marks on top; it is only taken by `choose`. */
  withMarks(marks: readonly Mark[]): Target {
    return drawing([...this.#base(), ...marks]);
  }

  /** Lay the parts of a composition on top of each other again, as one step. */
  takeApart(): void {
    const apart = this.composed && takenApart(this.composed);
    if (typeof apart === 'string') this.#fault = apart;
    else if (apart) this.choose(apart);
  }

  choose(target: Target): void {
    this.#forget();
    this.deselect();
    this.#commit(target);
  }

  clear(): void {
    if (!this.blank) this.choose(BLANK);
  }

  /** Another target that is no step of the hand. */
  put(target: Target): void {
    this.#forget();
    this.#set(target);
  }

  /** What was done last on the page, here or to a panel. */
  undo(): void {
    void this.steps.undo();
  }

  redo(): void {
    void this.steps.redo();
  }

  #base(): readonly Mark[] {
    return marksOf(this.target, this.#components);
  }

  /** What the movement so far comes to. */
  #draw(): void {
    const base = this.#base();
    if (this.brush.tool === 'select' || this.#selected.length > 0) {
      const by = this.#travelled();
      this.#draft = by[0] === 0 && by[1] === 0 ? null : drawing(moved(base, this.#selected, by));
      if (this.#draft) this.stroked.send(this.#draft);
      return;
    }
    const group = 1 + Math.max(0, ...base.map((mark) => (isStroke(mark) && mark.group) || 0));
    const strokes = strokesOf(this.brush, this.#path, this.letters, group, this.#snapped);
    this.#open = symmetric(strokes, this.symmetry);
    this.#draft = this.#open.length > 0 ? drawing([...base, ...this.#open]) : null;
    if (this.#draft) this.stroked.send(this.#draft);
  }

  #travelled(): Point {
    const [from, to] = [this.#path[0] ?? [0, 0], this.#path.at(-1) ?? [0, 0]];
    return [to[0] - from[0], to[1] - from[1]];
  }

  #forget(): void {
    this.#path = [];
    this.#snapped = false;
    this.#open = null;
    this.#draft = null;
  }

  #commit(target: Target): void {
    if (target.kind === 'drawing' && target.strokes.length > MAX_MARKS) {
      this.#fault = `A drawing may hold at most 2 000 strokes and this would be ${target.strokes.length}; delete some, or write a shorter text.`;
      this.stroked.send(this.target);
      return;
    }
    const before = this.#target;
    this.steps.did({ undo: () => this.#set(before), redo: () => this.#set(target) });
    this.#set(target);
  }

  #set(target: Target): true {
    // undo and redo may bring back other marks than those that were selected
    if (target !== this.#target && !sameMarks(this.marks, target)) this.deselect();
    this.#fault = null;
    this.#components = null;
    this.#target = target;
    remember(KEY, target);
    this.changed.send(target);
    return true;
  }
}
