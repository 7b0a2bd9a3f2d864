/** From world units to pixels and back: the one file of the browser that knows orientation. World y points up. */

/** Half the box's edge, world units; a test holds it equal to the protocol's. */
export const HALF_WIDTH = 4;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The box [-4, 4]^2 on a square canvas of `size` pixels; pixel row 0 is the TOP, world row 0 the lowest y. */
export class Camera {
  constructor(
    readonly size: number,
    readonly halfWidth: number = HALF_WIDTH,
  ) {}

  /** Pixels per world unit. */
  get scale(): number {
    return this.size / (2 * this.halfWidth);
  }

  toPixel(x: number, y: number): Point {
    return { x: (x + this.halfWidth) * this.scale, y: (this.halfWidth - y) * this.scale };
  }

  toWorld(px: number, py: number): Point {
    return { x: px / this.scale - this.halfWidth, y: this.halfWidth - py / this.scale };
  }

  /** Centre of cell (row, column) of a grid with row 0 = lowest y, in pixels. */
  cellCentre(row: number, column: number, side: number): Point {
    const cell = this.size / side;
    return { x: (column + 0.5) * cell, y: this.size - (row + 0.5) * cell };
  }
}
