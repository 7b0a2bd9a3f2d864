/** The page itself, loaded when somebody enters: the opening of a first visit travels without it. */

import { mount } from 'svelte';

import type { Place } from '../../shell/page';
import { HttpApi } from '../../stream/api';
import Score from './Score.svelte';
import { Session } from './session.svelte';

/** With a demonstration that plays at once. */
export function enter({ target, theme, address, server, stream }: Place, story?: string): void {
  const session = new Session(new HttpApi(server.href), stream, address);
  session.opensWith = story ?? null;
  mount(Score, { target, props: { session, theme } });
}
