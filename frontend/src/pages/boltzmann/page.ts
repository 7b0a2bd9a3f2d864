/** The Boltzmann room: the discrete half, a tab each for the Ising model and for Boltzmann machines. */

import { mount } from 'svelte';

import type { Place } from '../../shell/page';
import Boltzmann from './Boltzmann.svelte';
import { roomsOf } from './rooms';
import { Visit } from './visit.svelte';

export function open({ target, theme, address, server, stream }: Place): void {
  const visit = new Visit(roomsOf(), server, stream, address);
  target.replaceChildren();
  mount(Boltzmann, { target, props: { visit, theme } });
}
