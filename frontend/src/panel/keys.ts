/** The keys of looking: anywhere on the page, and on a panel that has the focus. */

import type { Shortcut } from '../help/shortcuts.svelte';
import type { Point } from '../lib/camera';
import type { Sight } from '../sight/sight.svelte';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const ARROWS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Begin to compare two points, or stop. */
export function compareOrNot({ view, prober }: Sight): void {
  view.use(view.tool === 'ratio' ? 'look' : 'ratio');
  if (view.tool === 'look') prober.unmark();
}

/**
 * What works anywhere on the page. What Escape closes is on the stack of lib/escape.ts; the last lines are what a focused
 * panel answers itself.
 */
export function lookingKeys(sight: Sight): Shortcut[] {
  const { view } = sight;
  const key = (chords: readonly string[], does: string, run: Shortcut['run']): Shortcut => ({
    chords,
    does,
    group: 'Panels',
    run,
  });
  return [
    key(['+', '='], 'Zoom in', () => view.closer()),
    key(['-'], 'Zoom out', () => view.back()),
    key(['0'], 'Show the whole box', () => view.reset()),
    key(['R'], 'Compare two points by p(A)/p(B), or stop', () => compareOrNot(sight)),
    key(['Escape'], 'Stop comparing', null),
    key(['Escape'], 'Show all panels alike', null),
    key(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], 'On a panel: pan; with Shift, move the cross', null),
    key(['Enter'], 'On a panel: press where the cross is', null),
    key(['F'], 'On a panel: show it large, or all alike', null),
  ];
}

/**
 * On a focused panel: arrows pan, with Shift they move the cross that is read off; Enter presses where it stands.
 * `F` brings the panel to the main stage and back.
 */
export function stageByKey({ view, prober }: Sight, index: number, event: Keys, press: (at: Point) => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const way = ARROWS[event.key];
  if (way && event.shiftKey) {
    const { x, y, zoom } = view.frustum;
    const step = 0.2 / zoom;
    const from = prober.point ?? { x, y };
    prober.hover({ x: from.x + way[0] * step, y: from.y + way[1] * step });
    return true;
  }
  if (way && !view.whole) {
    view.nudge(...way);
    return true;
  }
  if (event.key === 'Enter' && prober.point) {
    press(prober.point);
    return true;
  }
  if (event.key.toLowerCase() !== 'f') return false;
  if (view.main === index) view.shrink();
  else view.enlarge(index);
  return true;
}
