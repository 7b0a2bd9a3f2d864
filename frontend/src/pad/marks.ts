/** What a drawing is made of: strokes, whole mixtures (clouds) and shares of modes; told apart by what they hold. */

import type { Cloud, Shares, Stroke } from '../protocol/generated';

export type Mark = Stroke | Cloud | Shares;

export function isStroke(mark: Mark): mark is Stroke {
  return 'points' in mark;
}

export function isCloud(mark: Mark): mark is Cloud {
  return 'source' in mark;
}

export function isShares(mark: Mark): mark is Shares {
  return 'shares' in mark;
}

/** Whether the mark lays mass, as erasers and shares do not. */
export function laysMass(mark: Mark): mark is Stroke | Cloud {
  return isCloud(mark) || (isStroke(mark) && !mark.erase);
}
