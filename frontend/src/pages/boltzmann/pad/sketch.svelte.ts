/** A black-and-white picture under a brush: strokes, sizes, and the way back. */

import { blank, type Picture } from '../pixels/bits';
import { same, stroked, type Place } from '../pixels/strokes';

export type Pen = 'draw' | 'erase';

/** Diameters of the brush, pixels of a picture of 96; larger pictures have larger ones. */
export const BRUSHES: readonly number[] = [1, 3, 6, 12];
const REFERENCE = 96;
/** Steps that can be taken back. */
const MOST = 60;

export class Sketch {
  #picture: Picture = blank(REFERENCE, REFERENCE);
  /** Counts the changes: the pixels themselves stay outside reactive state. */
  #version = $state(0);
  #past: readonly Picture[] = $state.raw([]);
  #future: readonly Picture[] = $state.raw([]);
  pen: Pen = $state('draw');
  brush = $state(BRUSHES[2] ?? 6);
  #from: Place | null = null;

  get picture(): Picture {
    void this.#version;
    return this.#picture;
  }

  get drawing(): boolean {
    return this.#from !== null;
  }

  get undoable(): boolean {
    return this.#past.length > 0;
  }

  get redoable(): boolean {
    return this.#future.length > 0;
  }

  /** Show what came from elsewhere; it is no step that can be taken back. */
  show(picture: Picture): void {
    if (same(picture, this.#picture)) return;
    this.#picture = picture;
    this.#version += 1;
  }

  /** Another picture in the place of this one. */
  replace(picture: Picture): void {
    this.#keep();
    this.show(picture);
  }

  clear(): void {
    this.replace(blank(this.#picture.width, this.#picture.height));
  }

  invert(): void {
    const { width, height, pixels } = this.#picture;
    this.replace({ width, height, pixels: pixels.map((pixel) => 1 - pixel) });
  }

  /** The brush comes down. */
  begin(at: Place): void {
    this.#keep();
    this.#from = at;
    this.#stroke(at, at);
  }

  move(to: Place): void {
    if (!this.#from) return;
    this.#stroke(this.#from, to);
    this.#from = to;
  }

  end(): void {
    this.#from = null;
  }

  undo(): void {
    this.#turn(() => {
      const [before, ...rest] = [...this.#past].reverse();
      if (!before) return null;
      this.#past = rest.reverse();
      this.#future = [...this.#future, this.#picture];
      return before;
    });
  }

  redo(): void {
    this.#turn(() => {
      const after = this.#future.at(-1);
      if (!after) return null;
      this.#future = this.#future.slice(0, -1);
      this.#past = [...this.#past, this.#picture];
      return after;
    });
  }

  #turn(found: () => Picture | null): void {
    const picture = found();
    if (picture) this.show(picture);
  }

  #keep(): void {
    this.#past = [...this.#past, this.#picture].slice(-MOST);
    this.#future = [];
  }

  #stroke(from: Place, to: Place): void {
    const radius = (this.brush * Math.max(this.#picture.width, this.#picture.height)) / REFERENCE / 2;
    this.#picture = stroked(this.#picture, from, to, radius, this.pen === 'draw' ? 1 : 0);
    this.#version += 1;
  }
}
