/** The page of score fields: draw a distribution, watch networks learn it, compare. */

import { mount } from 'svelte';

import { Session } from './session.svelte';
import type { Place } from '../../shell/page';
import { HttpApi } from '../../stream/api';
import Score from './Score.svelte';

export function open({ target, theme, address, server, stream }: Place): void {
  const session = new Session(new HttpApi(server.href), stream, address);
  mount(Score, { target, props: { session, theme } });
}
