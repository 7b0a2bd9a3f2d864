/** A pen that writes down what is drawn, on a sheet of so many pixels that shows the whole box. */

import { Camera, WHOLE_BOX } from '../../../src/lib/camera';
import type { Sheet } from '../../../src/render/mark';

export interface Recorded {
  readonly sheet: Sheet;
  /** Every call: its name, its numbers, and the colour at that time. */
  readonly calls: { readonly name: string; readonly at: readonly number[]; readonly colour: string }[];
}

export function recorded(size = 80): Recorded {
  const calls: Recorded['calls'] = [];
  const state: Record<string, unknown> = { strokeStyle: '', fillStyle: '' };
  const pen = new Proxy(state, {
    get: (target, name: string) =>
      name in target
        ? target[name]
        : (...at: number[]) => {
            const colour = name === 'fillRect' ? target['fillStyle'] : target['strokeStyle'];
            calls.push({ name, at, colour: String(colour) });
          },
  });
  const camera = Camera.on(size, WHOLE_BOX);
  return { sheet: { pen: pen as unknown as CanvasRenderingContext2D, camera, width: (pixels) => pixels }, calls };
}

/** The points that lines go through. */
export function points({ calls }: Recorded): (readonly number[])[] {
  return calls.filter(({ name }) => name === 'moveTo' || name === 'lineTo').map(({ at }) => at);
}
