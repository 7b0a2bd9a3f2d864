/** What the hand holds: the tool and how it is set, the letters to stamp, and the mirrors. */

import { FIRST_BRUSH, LETTERS, SOFTNESS, WEIGHT, WIDTH, within, type Brush, type Tool } from './brush';
import type { Letters } from './gesture';
import { NO_SYMMETRY, type Symmetry } from './symmetry';

export class Hand {
  #brush: Brush = $state.raw(FIRST_BRUSH);
  #letters: Letters | null = $state.raw(null);
  #symmetry: Symmetry = $state.raw(NO_SYMMETRY);

  get brush(): Brush {
    return this.#brush;
  }

  get letters(): Letters | null {
    return this.#letters;
  }

  get symmetry(): Symmetry {
    return this.#symmetry;
  }

  use(tool: Tool): void {
    this.#brush = { ...this.#brush, tool };
  }

  size(width: number): void {
    this.#brush = { ...this.#brush, width: within(WIDTH, width) };
  }

  /** Letters of this height, world units. */
  letter(height: number): void {
    this.#brush = { ...this.#brush, letters: within(LETTERS, height) };
  }

  /** The tool in hand so many times as wide, or its letters as high. */
  grow(ratio: number): void {
    const { tool, letters, width } = this.#brush;
    if (tool === 'text') this.letter(ratio * letters);
    else this.size(ratio * width);
  }

  weigh(weight: number): void {
    this.#brush = { ...this.#brush, weight: within(WEIGHT, weight) };
  }

  soften(softness: number): void {
    this.#brush = { ...this.#brush, softness: within(SOFTNESS, softness) };
  }

  write(letters: Letters | null): void {
    this.#letters = letters;
  }

  mirror(symmetry: Symmetry): void {
    this.#symmetry = symmetry;
  }
}
