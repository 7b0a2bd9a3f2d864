/** A frame that has come for a panel, kept where it belongs; what is kept and not drawn is acknowledged at once. */

import type { Frame } from '../stream/decoder';
import type { Panel } from './panel.svelte';
import { hand } from './score';
import type { Wanted } from './wanted';

/** `wanted` says what the page asked for; `now` as for the renderer; `drawn` acknowledges. */
export function receive(
  frame: Frame,
  panel: Panel,
  wanted: Pick<Wanted, 'lens' | 'layers'>,
  now: number,
  drawn: (frame: Frame) => void,
): void {
  hand(frame, {
    field: (field) => {
      panel.learned(field);
      // while the page looks back, what comes is kept and not drawn
      if (panel.viewed.training !== null) drawn(field);
    },
    particles: (particles) => {
      panel.walked(particles, now);
      if (panel.viewed.sampling !== null) drawn(particles);
    },
    lens: (looked) => {
      if (looked.look.lens === wanted.lens?.name) panel.looked(looked);
      else drawn(looked);
    },
    energy: (energy) => panel.held(energy),
    data: (data) => panel.fed(data),
    other: (depicted) => {
      if (wanted.layers.includes(depicted.kind)) panel.depicted(depicted);
      else drawn(depicted);
    },
  });
}
