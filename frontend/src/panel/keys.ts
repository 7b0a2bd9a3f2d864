/** The keys of looking: anywhere on the page, and on a panel that has the focus. */

import type { Point } from '../lib/camera';
import type { Sight } from '../state/sight.svelte';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const ARROWS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** `+` `-` `0`: closer, back, the whole box. `R`: compare two points. Escape: back to all panels. False for other keys. */
export function lookByKey({ view, prober }: Sight, { key, ctrlKey, metaKey, altKey }: Keys): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  switch (key.toLowerCase()) {
    case '+':
    case '=':
      view.closer();
      return true;
    case '-':
      view.back();
      return true;
    case '0':
      view.reset();
      return true;
    case 'r':
      view.use(view.tool === 'ratio' ? 'look' : 'ratio');
      if (view.tool === 'look') prober.unmark();
      return true;
    case 'escape':
      if (view.tool === 'ratio') {
        view.use('look');
        prober.unmark();
        return true;
      }
      if (view.main === null) return false;
      view.shrink();
      return true;
    default:
      return false;
  }
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
