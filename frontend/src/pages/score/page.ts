/** The page of score fields: draw a distribution, watch networks learn it, compare. */

import { mount, unmount } from 'svelte';

import { asked } from '../../hall/asked';
import { isFirstVisit, noteVisit } from '../../opening/visit';
import { loaded } from '../../shell/loaded';
import type { Place } from '../../shell/page';

/** What explains the opening's question. */
const EXPLANATION = 'lost-mode-weights';

export function open(place: Place): void {
  // a frame of another page shows what its link says, and greets nobody
  if (asked(location.search).embed || !isFirstVisit(place.address.read())) return void enter(place);
  void greet(place);
}

async function greet(place: Place): Promise<void> {
  const { target, theme } = place;
  const { default: Opening } = await loaded(target, 'The page', () => import('../../opening/Opening.svelte'));
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
      ways: { ontheme: () => theme.toggle(), onexplain: () => leave(EXPLANATION), ondraw: () => leave() },
    },
  });
}

/** `clear`: what was there stays until the page is. */
async function enter(place: Place, story?: string, clear = () => place.target.replaceChildren()): Promise<void> {
  const page = await loaded(place.target, 'The page', () => import('./enter'));
  clear();
  page.enter(place, story);
}
