/** In what colour of the theme each role of a mark is drawn, on the page and in pictures that leave it. */

import type { MarkInfo } from '../protocol/generated';

export const ROLE_INKS: Readonly<Record<MarkInfo['role'], `--${string}`>> = {
  truth: '--text-2',
  model: '--panel',
  positive: '--accent',
  negative: '--bad',
  path: '--text-1',
  question: '--warn',
};

/** Edge of a picture from which there is room for words on its marks, CSS pixels. */
export const LEGIBLE = 160;
