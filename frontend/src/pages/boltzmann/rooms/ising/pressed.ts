/** What a pressed pixel feels, in words and numbers. */

import { formatNumber } from '../../../../lib/format';
import type { Said } from '../../../../room/room.svelte';

/** The server's answer to `press`. */
export interface Pressed extends Said {
  readonly type: 'pressed';
  readonly run: string;
  readonly row: number;
  readonly column: number;
  /** -1 or 1. */
  readonly spin: number;
  /** -1, 1, or 0 where nothing was observed. */
  readonly observed: number;
  /** Row, column, spin and pair term of each neighbour. */
  readonly neighbours: readonly (readonly [number, number, number, number])[];
  readonly data_term: number;
  /** That it is white, given all of these. */
  readonly conditional: number;
}

export function isPressed(said: Said): said is Pressed {
  return said.type === 'pressed';
}

/** With its sign. */
export function signed(value: number): string {
  const text = formatNumber(Number(value.toFixed(2)));
  return value > 0 ? `+${text}` : text;
}

/** "3 of 4 neighbours are white and it was received black." */
export function situation({ neighbours, observed }: Pressed): string {
  const white = neighbours.filter(([, , spin]) => spin > 0).length;
  const around =
    white === 0
      ? 'No neighbour is white'
      : `${white} of ${neighbours.length} neighbours ${white === 1 ? 'is' : 'are'} white`;
  const received = observed === 0 ? 'nothing was received here' : `it was received ${observed > 0 ? 'white' : 'black'}`;
  return `${around}, and ${received}.`;
}

/** The sum of its terms: pairs and data. */
export function pullOf({ neighbours, data_term }: Pressed): number {
  return neighbours.reduce((sum, [, , , term]) => sum + term, data_term);
}

/** "A Gibbs sweep makes it white 993 times in 1,000." */
export function verdict({ conditional }: Pressed): string {
  const times = Math.round(conditional * 1000);
  if (times === 0 || times === 1000) return `A Gibbs update makes it white almost ${times ? 'always' : 'never'}.`;
  return `A Gibbs update makes it white ${times === 1 ? 'once' : `${times} times`} in 1,000.`;
}

/** A probability with as many digits as tell it from 0 and 1. */
export function probability(p: number): string {
  const rest = Math.min(p, 1 - p);
  const digits = rest >= 0.01 ? 3 : Math.min(8, Math.max(3, 1 - Math.floor(Math.log10(Math.max(rest, 1e-8)))));
  return p.toFixed(digits);
}
