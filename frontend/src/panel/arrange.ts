/** How many panels stand side by side, so that their pictures are as large as can be. */

/** What a panel needs beside and around its picture, CSS pixels. */
export interface Around {
  /** Its borders and paddings, left and right together. */
  readonly width: number;
  /** Its head, verdict, bars and paddings. */
  readonly height: number;
  /** Between two panels. */
  readonly gap: number;
}

/** The edge of each picture, CSS pixels, when `count` panels stand in `columns` columns of a room. */
export function edgeIn(columns: number, count: number, width: number, height: number, around: Around): number {
  const rows = Math.ceil(count / columns);
  const wide = (width - (columns - 1) * around.gap) / columns - around.width;
  const high = (height - (rows - 1) * around.gap) / rows - around.height;
  return Math.min(wide, high);
}

/** The number of columns with the largest pictures; of equals the fewest rows, where they can be compared at a glance. */
export function columnsFor(count: number, width: number, height: number, around: Around): number {
  let best = Math.max(1, count);
  for (let columns = best - 1; columns >= 1; columns--)
    if (edgeIn(columns, count, width, height, around) > edgeIn(best, count, width, height, around)) best = columns;
  return best;
}
