/** A link as a QR code: squares of one path, with the quiet border that scanners want. */

import { encode } from 'uqr';

export interface Code {
  /** Modules along an edge, border included. */
  readonly side: number;
  /** An SVG path in modules. */
  readonly path: string;
}

/** Bytes that the largest code holds at the lowest correction. */
export const MOST_BYTES = 2953;

/** Null where the text is too long for any code. */
export function codeOf(text: string): Code | null {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
  const { size, data } = encode(text, { ecc: 'L', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { side: size, path: path.join('') };
}
