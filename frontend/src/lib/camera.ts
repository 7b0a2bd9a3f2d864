/** From world units to pixels and back: the one file of the browser that knows orientation. World y points up. */

/** Half the box's edge, world units; a test holds it equal to the protocol's. */
export const HALF_WIDTH = 4;

export const MOST_ZOOM = 32;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What part of the box is looked at: its centre in world units, and how many times it is enlarged. */
export interface Frustum extends Point {
  readonly zoom: number;
}

export const WHOLE_BOX: Frustum = { x: 0, y: 0, zoom: 1 };

/**
 * A square of half width `halfWidth` around (x, y) on a square canvas of `size` pixels; without more, the whole box
 * [-4, 4]^2. Pixel row 0 is the TOP, world row 0 of a grid the lowest y.
 */
export class Camera {
  constructor(
    readonly size: number,
    readonly halfWidth: number = HALF_WIDTH,
    readonly x = 0,
    readonly y = 0,
  ) {}

  static on(size: number, { x, y, zoom }: Frustum): Camera {
    return new Camera(size, HALF_WIDTH / zoom, x, y);
  }

  /** Pixels per world unit. */
  get scale(): number {
    return this.size / (2 * this.halfWidth);
  }

  /** How many times the box is enlarged. */
  get zoom(): number {
    return HALF_WIDTH / this.halfWidth;
  }

  toPixel(x: number, y: number): Point {
    return { x: (x - this.x + this.halfWidth) * this.scale, y: (this.halfWidth + this.y - y) * this.scale };
  }

  toWorld(px: number, py: number): Point {
    return { x: px / this.scale - this.halfWidth + this.x, y: this.halfWidth + this.y - py / this.scale };
  }

  /** Where the whole box lies on the canvas, in pixels: it may reach far beyond it. */
  get box(): { readonly left: number; readonly top: number; readonly edge: number } {
    const corner = this.toPixel(-HALF_WIDTH, HALF_WIDTH);
    return { left: corner.x, top: corner.y, edge: 2 * HALF_WIDTH * this.scale };
  }

  /** Centre of cell (row, column) of a grid over the box with row 0 = lowest y, in pixels. */
  cellCentre(row: number, column: number, side: number): Point {
    const { left, top, edge } = this.box;
    const cell = edge / side;
    return { x: left + (column + 0.5) * cell, y: top + edge - (row + 0.5) * cell };
  }
}

/** Inside the box and within the limits: where a wish to look ends up. */
export function within({ x, y, zoom }: Frustum): Frustum {
  const kept = Math.min(MOST_ZOOM, Math.max(1, zoom));
  const reach = HALF_WIDTH - HALF_WIDTH / kept;
  const clamp = (value: number) => Math.min(reach, Math.max(-reach, value)) + 0;
  return { x: clamp(x), y: clamp(y), zoom: kept };
}

/** Enlarge `factor` times; the world point `about` stays where it is on the screen. */
export function zoomedAt(view: Frustum, about: Point, factor: number): Frustum {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom * factor));
  const share = view.zoom / zoom;
  return within({ x: about.x + (view.x - about.x) * share, y: about.y + (view.y - about.y) * share, zoom });
}

/** A length of 1, 2 or 5 times a power of ten that is at most `share` of what is seen: for a ruler, world units. */
export function rulerLength(zoom: number, share = 0.25): number {
  const most = (share * 2 * HALF_WIDTH) / zoom;
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = [5, 2, 1].find((each) => each * power <= most) ?? 1;
  return digit * power;
}
