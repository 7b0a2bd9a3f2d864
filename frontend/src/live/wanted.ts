/** Which frames the page wants: what nobody looks at is neither computed nor sent. */

import type { FrameKind, View } from '../protocol/generated';

/** Which lens all panels are looked at through, and its settings. */
export type LensSettings = Readonly<Record<string, boolean | number | string>>;

export interface LensChoice {
  readonly name: string;
  readonly settings: LensSettings;
}

export class Wanted {
  visible = true;
  lens: LensChoice | null = null;
  /** What the layers on show need beside the field and the particles. */
  layers: readonly FrameKind[] = [];

  /** A hidden page draws nothing, so it wants nothing. */
  get view(): View {
    const { lens } = this;
    const kinds: FrameKind[] = ['field', 'particles', ...(lens ? (['lens'] as const) : []), ...this.layers];
    const look = lens && { lens: lens.name, lens_settings: { ...lens.settings } };
    return { type: 'view', runs: [], kinds: this.visible ? kinds : [], ...look };
  }
}
