/** Which map lies under a panel's layers, and where it comes from. */

import { sizeAt } from '../lib/density';
import type { ThemeName } from '../lib/colour';
import { fromLog, logDifference } from '../render/difference';
import type { Grid } from '../render/grid';
import type { Ground } from '../render/ground';
import type { SharedMap } from '../sight/lens.svelte';
import type { Panel } from '../live/panel.svelte';
import type { Sight } from '../sight/sight.svelte';
import { REACH } from './difference';
import { differenceGround, energyGround, exactGround, groundOf } from './dress';

/** What a panel's map shows. A lens stands before every layer. */
export type MapKind = 'lens' | 'difference' | 'energy' | 'density' | 'none';

export function mapKind(sight: Sight, index: number, panel: Panel | null, map: SharedMap | null): MapKind {
  if (map && panel?.look?.maps.has(map.name)) return 'lens';
  const { layers } = sight;
  if (layers.shows(index, 'difference')) return 'difference';
  if (layers.shows(index, 'energy')) return 'energy';
  return layers.shows(index, 'density') ? 'density' : 'none';
}

/** The maps that come as reactive state; null where there is none, or where it is made of fields (see difference.ts). */
export function groundFor(
  kind: MapKind,
  sight: Sight,
  index: number,
  panel: Panel | null,
  other: Panel | null,
  map: SharedMap | null,
  exact: Grid | null,
  theme: ThemeName,
): Ground | null {
  if (kind === 'density') return exact && exactGround(exact, theme);
  const look = panel?.look;
  const values = map && look?.maps.get(map.name);
  if (kind === 'lens' && map && look && values) return groundOf(map, look, values, theme);
  if (kind === 'energy' && panel?.energy && sight.energies)
    return energyGround({ values: panel.energy.logDensity, side: panel.energy.side }, sight.energies, theme);
  if (kind !== 'difference' || !sight.comparesEnergies(index) || !panel?.energy || !other?.energy) return null;
  const between = logDifference(panel.energy.logDensity, other.energy.logDensity);
  return differenceGround({ values: between, side: panel.energy.side }, sight.differences.high, true, theme);
}

/** What stands beside a lens's map, in the same colours; null where nothing does. */
export function besideOf(panel: Panel | null, map: SharedMap | null, theme: ThemeName): Ground | null {
  const look = panel?.look;
  const values = map && look?.maps.get(map.beside);
  return map && look && values ? { ...groundOf(map, look, values, theme), borders: values } : null;
}

/** How much of the difference of two energies the colours should reach to (nats). */
export function energyReach(panel: Panel | null, other: Panel | null): number | null {
  if (!panel?.energy || !other?.energy) return null;
  return sizeAt(logDifference(panel.energy.logDensity, other.energy.logDensity), REACH);
}

/** The density whose contours a panel draws: the model's own where its energy is shown, else the exact one (null). */
export function outlinedFor(kind: MapKind, panel: Panel | null): Grid | null {
  if (kind !== 'energy' || !panel?.energy) return null;
  return { values: fromLog(panel.energy.logDensity), side: panel.energy.side };
}
