/** Points as the stream sends them, int16 pairs over the box, y up: world = value / STEPS * half width. */

export const STEPS = 32767;
/** Both values of a particle that is not on the box. */
export const OFF = -32768;
