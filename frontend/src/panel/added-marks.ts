/** The marks of one panel's added layers: each painted by its shape while it is shown. */

import type { ThemeName } from '../lib/colour';
import type { LayerInfo } from '../protocol/generated';
import type { Painted } from '../render/mark';
import type { Cloud } from '../render/marks/cloud';
import { painterOf, type Painter } from '../sight/painter';
import type { Frame } from '../stream/decoder';

/** What a painter took last. */
interface Taken {
  readonly frame: Frame;
  readonly theme: ThemeName;
  readonly place: number;
}

export class AddedMarks {
  readonly #painters: readonly (readonly [LayerInfo, Painter])[];
  readonly #taken = new Map<string, Taken>();

  constructor(layers: readonly LayerInfo[]) {
    this.#painters = layers.map((layer) => [layer, painterOf(layer)]);
  }

  /** What covers the plane, and must not cover other marks. */
  get grounds(): readonly Painted[] {
    return this.#still(({ shape }) => shape === 'map' || shape === 'pixels');
  }

  get figures(): readonly Painted[] {
    return this.#still(({ shape }) => shape !== 'map' && shape !== 'pixels');
  }

  get clouds(): readonly Cloud[] {
    return this.#painters.flatMap(([, { marks }]) => marks.clouds);
  }

  /** The names of the layers that show something. */
  get shown(): readonly string[] {
    return [...this.#taken.keys()];
  }

  /** Show the newest frames of the layers that are on in the panel at `place`, from 0; `now` as for the renderer. */
  show(
    frames: Readonly<Record<string, Frame>>,
    on: (layer: LayerInfo) => boolean,
    theme: ThemeName,
    place: number,
    now: number,
  ): void {
    for (const [layer, painter] of this.#painters) {
      const frame = on(layer) ? frames[layer.name] : undefined;
      const last = this.#taken.get(layer.name);
      if (!frame) {
        painter.hide();
        this.#taken.delete(layer.name);
      } else if (last?.frame !== frame || last.theme !== theme || last.place !== place) {
        painter.take(frame, theme, now, place);
        this.#taken.set(layer.name, { frame, theme, place });
      }
    }
  }

  #still(of: (layer: LayerInfo) => boolean): readonly Painted[] {
    return this.#painters.flatMap(([layer, { marks }]) => (of(layer) ? marks.plates.flat() : []));
  }
}
