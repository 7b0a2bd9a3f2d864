/** The page of score fields: draw a distribution, watch networks learn it, compare. */

import { mount, unmount } from 'svelte';

import Opening from '../../opening/Opening.svelte';
import { asked } from '../../hall/asked';
import { isFirstVisit, noteVisit } from '../../opening/visit';
import type { Place } from '../../shell/page';
import { HttpApi } from '../../stream/api';
import Score from './Score.svelte';
import { Session } from './session.svelte';

/** What explains the opening's question. */
const EXPLANATION = 'lost-mode-weights';

export function open(place: Place): void {
  // a frame of another page shows what its link says, and greets nobody
  if (asked(location.search).embed || !isFirstVisit(place.address.read())) return enter(place);
  const { target, theme } = place;
  // until a way on is chosen nothing is asked of the server
  const leave = (story?: string) => {
    noteVisit();
    void unmount(opening);
    enter(place, story);
  };
  const opening = mount(Opening, {
    target,
    props: {
      get theme() {
        return theme.name;
      },
      ontheme: () => theme.toggle(),
      onexplain: () => leave(EXPLANATION),
      ondraw: () => leave(),
    },
  });
}

/** The page itself, with a demonstration that plays at once. */
function enter({ target, theme, address, server, stream }: Place, story?: string): void {
  const session = new Session(new HttpApi(server.href), stream, address);
  session.opensWith = story ?? null;
  mount(Score, { target, props: { session, theme } });
}
