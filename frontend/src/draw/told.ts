/** What other weights did to density and score, in a sentence. */

import type { Told } from '../dial/ridge';

/** Under a tenth of a per cent nothing more is said of it. */
const SMALL = 0.001;

export function toldInWords({ moved, onData, onRidge }: Told): string {
  if (moved < SMALL / 2) return 'Drag the weight: does the score know?';
  const points = `The density moves ${Math.round(100 * moved)} % of its mass.`;
  const score =
    onData < SMALL ? 'under 0.1' : onData < 0.1 ? (100 * onData).toFixed(1) : String(Math.round(100 * onData));
  return `${points} The score: ${score} % where the data are, ${Math.round(100 * onRidge)} % on the ridge.`;
}
