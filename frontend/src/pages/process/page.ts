/** A page for any kind of process that the catalogue lists: `process#kind=NAME`. */

import { mount } from 'svelte';

import type { Place } from '../../shell/page';
import { wishes } from './wishes';
import Process from './Process.svelte';
import { Room } from '../../room/room.svelte';

export function open({ target, theme, address, server, stream }: Place): void {
  const room = new Room(server, stream);
  const { kind, experiment } = wishes(address.read());
  void room.enter(kind, experiment);
  target.replaceChildren();
  mount(Process, { target, props: { room, kind, theme } });
}
