/** What the component of a room, `rooms/NAME/Room.svelte`, is given. */

import type { Component } from 'svelte';

import type { Clock } from '../../lib/clock';
import type { ThemeName } from '../../lib/colour';
import type { Bench } from './bench.svelte';

export interface RoomProps {
  readonly bench: Bench;
  /** The page's one animation loop. */
  readonly clock: Clock;
  readonly theme: ThemeName;
  [name: string]: unknown;
}

export type RoomComponent = Component<RoomProps>;
