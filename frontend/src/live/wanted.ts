/** Which frames the page wants: what nobody looks at is neither computed nor sent. */

import type { View } from '../protocol/generated';
import { ALWAYS, LENS } from './score';

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
  layers: readonly string[] = [];

  /** A hidden page draws nothing, so it wants nothing. */
  get view(): View {
    const { lens } = this;
    const kinds = [...ALWAYS, ...(lens ? [LENS] : []), ...this.layers];
    const look = lens && { lens: lens.name, lens_settings: { ...lens.settings } };
    return { type: 'view', runs: [], kinds: this.visible ? kinds : [], ...look };
  }
}
