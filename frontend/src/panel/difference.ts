/** The difference of two scores on a panel: a map of how long it is, and its arrows in the learnt ones' place. */

import type { ThemeName } from '../lib/colour';
import { lengths, subtract } from '../render/difference';
import type { Grid } from '../render/grid';
import type { ArrowLook } from '../render/marks/arrows';
import type { Ground } from '../render/ground';
import { sizeAt } from '../lib/density';
import type { Sight } from '../sight/sight.svelte';
import { differenceGround } from './dress';

/** Of all sizes of a difference, the share that its colours reach to. */
export const REACH = 0.98;
/** Arrows as long as the colours reach are drawn at tanh(1 / LENGTH), 92 %, of the longest. */
const LENGTH = 0.63;

/** a - b of two scores (1/unit) with its lengths, and how much of them the colours should reach to (1/unit). */
export function scoreDifference(
  a: Grid,
  b: Grid,
): { readonly arrows: Grid; readonly map: Grid; readonly reach: number } | null {
  if (a.side !== b.side) return null;
  const { side } = a;
  const arrows = subtract(a.values, b.values);
  const map = lengths(arrows);
  return { arrows: { values: arrows, side }, map: { values: map, side }, reach: sizeAt(map, REACH) };
}

export interface DifferenceArrows {
  readonly arrows: Grid;
  readonly look: Pick<ArrowLook, 'reference'>;
}

/** Fields come too often to be state: their difference is made when one of the two is new. */
export class DifferenceLayer {
  /** What the difference on show was made of. */
  #made: readonly unknown[] | null = null;
  /** In the place of the learnt score's arrows; null for the score's own. */
  #arrows: DifferenceArrows | null = null;
  #map: Ground | null = null;

  get arrows(): DifferenceArrows | null {
    return this.#arrows;
  }

  /** Null where none can be made, and where two energies have a map of their own, in nats. */
  get map(): Ground | null {
    return this.#map;
  }

  forget(): void {
    this.#made = this.#arrows = this.#map = null;
  }

  /** Make learnt - other of panel `index`, nothing while one of them is not known; a panel beside itself keeps its arrows. */
  make(sight: Sight, index: number, learnt: Grid | null, other: Grid | null, theme: ThemeName): void {
    const { differences } = sight;
    const mapped = !sight.comparesEnergies(index);
    const inputs = [learnt?.values, other?.values, mapped, theme];
    if (this.#made && [...inputs, differences.high].every((part, at) => part === this.#made?.[at])) return;
    const found = learnt && other && scoreDifference(learnt, other);
    if (mapped) differences.report(index, found ? found.reach : null);
    this.#map = mapped && found ? differenceGround(found.map, differences.high, false, theme) : null;
    // equal lengths are equal differences in all panels: by the colours' range, or as long as a score's own arrows
    const itself = learnt?.values === other?.values;
    this.#arrows = itself ? null : found && { ...found, look: mapped ? { reference: LENGTH * differences.high } : {} };
    this.#made = [...inputs, differences.high];
  }
}
