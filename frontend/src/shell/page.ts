/** What the shell and its pages owe each other: a page is a folder pages/NAME/ whose `page.ts` exports `open`. */

import type { Address } from '../link/bookmark';
import type { OpenStream } from '../stream/socket';
import type { Theme } from './theme.svelte';

/** What a page gets when it is opened. */
export interface Place {
  readonly target: HTMLElement;
  readonly theme: Theme;
  /** The part of the address behind the `#`: the page's own to read and write. */
  readonly address: Address;
  /** Where the server's resources are. */
  readonly server: URL;
  readonly stream: OpenStream;
}

export interface Page {
  open(place: Place): void;
}

/** Loads a page's code; nothing of a page travels before. */
export type Loader = () => Promise<Page>;
