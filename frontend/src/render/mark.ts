/** What lies on a panel's picture: a mark paints frames of one shape in a look, and knows when that is stale. */

import type { Camera } from '../lib/camera';

export type Pen = CanvasRenderingContext2D;

/** A line this many CSS pixels wide, in pixels of the canvas. */
export type PenWidth = (cssPixels: number) => number;

/** What a mark is painted on. */
export interface Sheet {
  readonly pen: Pen;
  readonly camera: Camera;
  readonly width: PenWidth;
}

/** What a scene needs of any mark. */
export interface Painted {
  /** Whether what it shows is not yet on its sheet. */
  readonly stale: boolean;
  render(sheet: Sheet): void;
}

/** `Frame` is what is shown, `Look` how: both are compared part by part, so that equal ones are not painted again. */
export abstract class Mark<Frame extends object, Look extends object> implements Painted {
  #frame: Frame | null = null;
  #look: Look | null = null;
  #stale = true;

  /** Show this; null shows nothing. */
  show(frame: Frame | null, look: Look): void {
    if (frame === null) return this.hide();
    if (alike(frame, this.#frame) && alike(look, this.#look)) return;
    this.#frame = frame;
    this.#look = look;
    this.#stale = true;
  }

  hide(): void {
    if (this.#frame === null) return;
    this.#frame = null;
    this.#stale = true;
  }

  get stale(): boolean {
    return this.#stale;
  }

  render(sheet: Sheet): void {
    this.#stale = false;
    if (this.#frame && this.#look) this.paint(this.#frame, this.#look, sheet);
  }

  protected abstract paint(frame: Frame, look: Look, sheet: Sheet): void;
}

/** Whether two records hold the same parts. */
export function alike(a: object | null, b: object | null): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const [mine, theirs] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return mine.length === Object.keys(b).length && mine.every(([name, part]) => Object.is(part, theirs[name]));
}

export function penOf(canvas: HTMLCanvasElement): Pen {
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser gives no 2-D canvas.');
  return pen;
}
