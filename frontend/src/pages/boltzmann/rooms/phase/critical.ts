/** Where the phase transition is, and what is seen on either side of it. */

/** ln(1 + sqrt 2) / 2. Source: Kramers and Wannier 1941; Onsager 1944. */
export const CRITICAL = Math.log(1 + Math.SQRT2) / 2;
/** Between these nothing is claimed of what was measured. */
export const SLOW: readonly [number, number] = [0.42, 0.455];

export interface Regime {
  readonly name: string;
  readonly words: string;
}

export function regimeOf(beta: number): Regime {
  const [low, high] = SLOW;
  if (beta < low)
    return {
      name: 'Disorder',
      words: 'Islands of both signs come and go. The larger the torus, the closer its magnetisation is to 0.',
    };
  if (beta > high)
    return {
      name: 'Order',
      words: 'One sign has won, and the other keeps islands only. A random start may freeze into stripes instead.',
    };
  return {
    name: 'Critical slowing down',
    words:
      'Between .42 and .455 patches of all sizes live for so long that sweeps show nearly the same picture again: ' +
      'what is measured here is not yet in equilibrium, its error bars are too small, and nothing is claimed of it.',
  };
}
