/** What a look offers to be pressed: each sets settings of the lens, and the lens answers with the next look. */

import type { Point } from '../lib/camera';
import type { Looked } from '../live/score';
import type { LensChoice, LensSettings } from '../live/wanted';
import type { Tuned } from '../sight/places.svelte';

export interface Offered {
  readonly name: string;
  readonly label: string;
  readonly settings: LensSettings;
  /** Where on the picture; null for a button below it. */
  readonly at: Point | null;
  readonly key: string;
}

export function offersOf({ look }: Pick<Looked, 'look'>): readonly Offered[] {
  return Object.entries(look.offers).map(([name, { label, settings, x, y, key }]) => ({
    name,
    label,
    settings,
    at: x === null || y === null ? null : { x, y },
    key,
  }));
}

/** Whether one of them has been pressed and its answer has not come: then none means anything. */
export function taken(offers: readonly Offered[], choice: LensChoice | null): boolean {
  const set = choice?.settings ?? {};
  return offers.some(({ settings }) => Object.entries(settings).every(([name, value]) => set[name] === value));
}

/** Press one; false where it means nothing now. */
export function press(offer: Offered, offers: readonly Offered[], lens: Tuned): boolean {
  if (!lens.choice || taken(offers, lens.choice)) return false;
  lens.tune({ ...lens.choice.settings, ...offer.settings });
  return true;
}
