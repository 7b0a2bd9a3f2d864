/** What is to be said of the mass of a target that no bar shows. */

import { formatNumber, formatShare } from './format';

/** Share of the mass off the box from which it is said, and from which it is a warning. */
const [SAID, WARNED] = [0.001, 0.05];

/** Modes too small for a bar of their own: "3 modes under 0.2 % are counted with their neighbours (0.3 % together)". */
export function hiddenInWords(n: number, mass: number): string {
  if (n === 0) return '';
  if (n === 1) return `1 mode under 0.2 % is counted with its neighbour (${formatShare(mass)}).`;
  return `${formatNumber(n)} modes under 0.2 % are counted with their neighbours (${formatShare(mass)} together).`;
}

export interface OffBox {
  readonly words: string;
  readonly warns: boolean;
}

/** Mass outside the box: calmly where it is little, by the server's own sentence where it is much; null for none. */
export function offBox(share: number, warning: string): OffBox | null {
  if (share < SAID) return null;
  const warns = share >= WARNED;
  const calm = `${formatShare(share)} of the mass lies off the box.`;
  return { words: warns && warning ? warning : calm, warns };
}
