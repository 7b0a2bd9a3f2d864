/** What a room says of itself before its code travels: `rooms/NAME/card.ts` exports one as `card`. */

import type { Fields } from '../../room/room.svelte';
import type { Standing } from './link';

export interface Card extends Standing {
  /** On its tab. */
  readonly title: string;
  /** Where its tab stands, the smallest first. */
  readonly order: number;
  /** The kind of process of its runs. */
  readonly kind: string;
  /** One sentence at the head of the page. */
  readonly claim: string;
  /** The command that holds its runs still, said when nobody looks any more. */
  readonly rest: string;
  /** What is said to an experiment as soon as it has been made. */
  readonly opening: (options: Fields) => readonly (Fields & { readonly type: string })[];
  /** The command that sets a run going which was added or became another one; left out where none does so by itself. */
  readonly go?: string;
}
