/** How many panels stand side by side, so that their pictures are as large as can be. */

/** What a panel needs beside and around its picture, CSS pixels. */
export interface Around {
  /** Its borders and paddings, left and right together. */
  readonly width: number;
  /** Its head, verdict, bars and paddings. */
  readonly height: number;
  /** Between two panels. */
  readonly gap: number;
  /** In a panel narrower than `below` its words are broken into more lines, so much higher. */
  readonly narrow?: { readonly below: number; readonly height: number };
  /** In a panel so much wider than high its words stand beside the picture: what is needed around it then. */
  readonly beside?: { readonly from: number; readonly width: number; readonly height: number };
}

/** The edge of each picture, CSS pixels, when `count` panels stand in `columns` columns of a room. */
export function edgeIn(columns: number, count: number, width: number, height: number, around: Around): number {
  const rows = Math.ceil(count / columns);
  const wide = (width - (columns - 1) * around.gap) / columns;
  const high = (height - (rows - 1) * around.gap) / rows;
  const { beside, narrow } = around;
  if (beside && wide >= beside.from * high) return Math.min(wide - beside.width, high - beside.height);
  const broken = narrow && wide < narrow.below ? narrow.height : 0;
  return Math.min(wide - around.width, high - around.height - broken);
}

/** The number of columns with the largest pictures; of equals the fewest rows, where they can be compared at a glance. */
export function columnsFor(count: number, width: number, height: number, around: Around): number {
  let best = Math.max(1, count);
  for (let columns = best - 1; columns >= 1; columns--)
    if (edgeIn(columns, count, width, height, around) > edgeIn(best, count, width, height, around)) best = columns;
  return best;
}
