/** One range of colours for all panels, so that equal colours are equal values: round, and calm while values tremble. */

/** The range shrinks when the greatest value has fallen below this share of it. */
const SLACK = 0.35;

export class SharedScale {
  #high = $state(0);
  /** The greatest value of each panel that has one. */
  readonly #reported: (number | null)[] = [];

  /** The upper end of the colours; 0 while nothing has been reported. */
  get high(): number {
    return this.#high;
  }

  /** The greatest value of panel `index`; null where it has nothing to show any more. */
  report(index: number, value: number | null): void {
    this.#reported[index] = value;
    const greatest = this.#reported.reduce<number>((most, each) => Math.max(most, each ?? 0), 0);
    if (greatest > this.#high || greatest < SLACK * this.#high) this.#high = roundUp(greatest);
  }
}

/** The next of 1, 2, 5 times a power of ten. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return digit * power;
}
