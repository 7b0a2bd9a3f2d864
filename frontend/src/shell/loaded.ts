/** What a page cannot begin without: asked for until it comes. */

import { mount, unmount } from 'svelte';

import Unloaded from '../form/Unloaded.svelte';

/** `what`, the first words of a sentence, says itself at the head of `target` while it could not be loaded. */
export async function loaded<T>(target: HTMLElement, what: string, load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await pressed(target, what);
    }
  }
}

function pressed(target: HTMLElement, what: string): Promise<void> {
  return new Promise((resolve) => {
    const head = target.firstChild;
    const said = mount(Unloaded, { target, props: { what, onagain }, ...(head && { anchor: head }) });
    function onagain() {
      void unmount(said);
      resolve();
    }
  });
}
