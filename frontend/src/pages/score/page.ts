/** The page of score fields: draw a distribution, watch networks learn it, compare. */

import { mount, unmount } from 'svelte';

import Opening from '../../opening/Opening.svelte';
import { asked } from '../../hall/asked';
import { isFirstVisit, noteVisit } from '../../opening/visit';
import type { Place } from '../../shell/page';

/** What explains the opening's question. */
const EXPLANATION = 'lost-mode-weights';

export function open(place: Place): void {
  // a frame of another page shows what its link says, and greets nobody
  if (asked(location.search).embed || !isFirstVisit(place.address.read())) return void enter(place);
  const { target, theme } = place;
  // until a way on is chosen nothing is asked of the server
  let left = false;
  const leave = (story?: string) => {
    if (left) return;
    left = true;
    noteVisit();
    void enter(place, story, () => void unmount(opening));
  };
  target.replaceChildren();
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

/** `clear`: what was there stays until the page is. */
async function enter(place: Place, story?: string, clear = () => place.target.replaceChildren()): Promise<void> {
  const page = await import('./enter');
  clear();
  page.enter(place, story);
}
