/** What happens along the noise: where hills of p_sigma become one, and where the shares are those of the drawing. */

import type { Made } from './parts.svelte';

export interface Mark {
  /** World units. */
  readonly sigma: number;
  readonly kind: 'modes' | 'shares';
  /** Hills below and above it; of shares 0. */
  readonly below: number;
  readonly above: number;
}

/** Mergings this close, relative, are one event. */
const TOGETHER = 0.03;

/** By rising sigma. */
export function marksOf({ mergings, settled }: Pick<Made, 'mergings' | 'settled'>, modes: number): Mark[] {
  const marks: Mark[] = [];
  let below = modes;
  for (const { sigma, remaining } of mergings) {
    const last = marks.at(-1);
    if (last && sigma <= last.sigma * (1 + TOGETHER)) marks[marks.length - 1] = { ...last, above: remaining };
    else marks.push({ sigma, kind: 'modes', below, above: remaining });
    below = remaining;
  }
  if (settled !== null) marks.push({ sigma: settled, kind: 'shares', below: 0, above: 0 });
  return marks.sort((a, b) => a.sigma - b.sigma);
}

/** How many hills p_sigma has. */
export function hillsAt(marks: readonly Mark[], modes: number, sigma: number): number {
  return marks.reduce((hills, { kind, sigma: at, above }) => (kind === 'modes' && at <= sigma ? above : hills), modes);
}

/** The name of what happens when the noise passes a mark. */
export function nameOf({ kind, below, above }: Mark, rising: boolean): string {
  if (kind === 'shares') return rising ? 'shares come loose' : 'shares settle';
  const counts = rising ? `${below} → ${above}` : `${above} → ${below}`;
  return `modes ${rising ? 'merge' : 'part'} (${counts})`;
}

/** The nearest mark that was passed on the way from one level to another, the last of them; null where none was. */
export function passed(marks: readonly Mark[], from: number, to: number): Mark | null {
  const rising = to > from;
  const between = marks.filter(({ sigma }) => (rising ? from < sigma && sigma <= to : to < sigma && sigma <= from));
  return (rising ? between.at(-1) : between[0]) ?? null;
}

/** What p_sigma is like at a level, in words. */
export function stateAt(marks: readonly Mark[], modes: number, sigma: number): string {
  if (modes < 2) return 'one hill';
  const hills = hillsAt(marks, modes, sigma);
  if (hills === 1) return 'the modes are one';
  const loose = marks.some(({ kind, sigma: at }) => kind === 'shares' && sigma > at);
  return `${hills === modes ? `${modes} modes` : `${hills} of ${modes} modes`} apart, shares ${loose ? 'loose' : 'settled'}`;
}
