/** On which side of a picture a small one at its top hides less of the density. */

import { Camera, type Frustum } from '../lib/camera';
import { sampleGrid, type Grid } from '../render/grid';

export type Side = 'left' | 'right';

/** Points looked at along an edge of the small picture. */
const POINTS = 16;
/** The left must be emptier by this factor: a small picture that need not move stays. */
const CLEARLY = 1.25;

/** `share` is the small picture's edge over the large one's. */
export function emptierSide(density: Grid, frustum: Frustum, share: number): Side {
  const camera = Camera.on(1, frustum);
  const under = (left: number): number => {
    let sum = 0;
    for (let row = 0; row < POINTS; row++)
      for (let column = 0; column < POINTS; column++) {
        const along = (index: number) => ((index + 0.5) / POINTS) * share;
        const { x, y } = camera.toWorld(left + along(column), along(row));
        sum += sampleGrid(density, x, y);
      }
    return sum;
  };
  return under(0) * CLEARLY < under(1 - share) ? 'left' : 'right';
}
