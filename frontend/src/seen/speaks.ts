/** Whether a look has something to say below the picture: then it stands there in place of the usual figures. */

import type { Looked } from '../live/score';

export function speaks({ look }: Pick<Looked, 'look'>): boolean {
  const { numbers, slices, bars, offers } = look;
  return Object.keys({ ...slices, ...bars, ...offers }).length > 0 || Object.values(numbers).some(({ large }) => large);
}
