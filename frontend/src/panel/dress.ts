/** How a panel's picture looks in either theme. */

import {
  DENSITY,
  DIVERGING,
  ENERGY,
  ERROR,
  FIGURE,
  MODES,
  pack,
  packed,
  panelColour,
  type Ramp,
  rampFor,
  type Rgb,
  type ThemeName,
} from '../lib/colour';
import { INK } from '../lib/ink';
import type { Grid } from '../render/grid';
import { densityGround, PLAIN, type Ground, type MapLook } from '../render/ground';
import { tintOf, type Tint } from '../render/ranks';
import type { SharedMap } from '../sight/lens.svelte';
import type { Panel } from '../live/panel.svelte';

export const CONTOUR_ALPHA = 'b8';

/** How a panel's marks look, by the mark. `exactly`: arrows and streamlines are the exact score's, in its colour. */
export function looksFor(index: number, theme: ThemeName, exactly = false) {
  const dark = theme === 'dark';
  const ink = INK[theme];
  const own = exactly ? ink.truth : panelColour(index, theme);
  return {
    ground: FIGURE[theme],
    truth: { colour: ink.truth + (dark ? '61' : '70'), width: 1, join: 'miter' },
    contours: { colour: ink.contours + CONTOUR_ALPHA, dashed: false },
    trueContours: { colour: ink.truth + 'c8', dashed: true },
    arrows: { colour: own, width: 1.25, join: 'round' },
    streamlines: { colour: own + 'c8' },
    data: { colour: ink.data },
    marginals: { band: FIGURE[theme], bars: ink.particles + '80', curve: ink.marginals },
    /** A packed pixel. */
    particles: packed(ink.particles, dark ? 215 : 190),
  } as const;
}

/** The exact density. */
export function exactGround(density: Grid, theme: ThemeName): Ground {
  return densityGround(density, DENSITY[theme], theme === 'dark' ? 0.55 : 0.6);
}

const CALM: Readonly<Record<ThemeName, Rgb>> = { dark: [255, 240, 205], light: [22, 27, 34] };
const WARN: Readonly<Record<ThemeName, Rgb>> = { dark: [255, 80, 60], light: [214, 30, 20] };

/** Particles that stand where little data lies, in a warning colour. */
export function tintFor({ values, side }: { values: Float32Array; side: number }, theme: ThemeName): Tint {
  return tintOf(values, side, CALM[theme], WARN[theme]);
}

/** A lens's map as the ground of a picture, on the range that all panels share. */
export function groundOf(
  map: SharedMap,
  look: NonNullable<Panel['look']>,
  values: Float32Array,
  theme: ThemeName,
): Ground {
  return {
    ...PLAIN,
    values,
    side: look.side,
    ramp: rampFor(map.scale, theme),
    colours: map.scale === 'categorical' ? MODES[theme].map((hex) => packed(hex, 120)) : null,
    low: map.low,
    high: map.high,
    // faint errors and densities must be seen beside great ones
    curve: map.scale === 'error' || map.scale === 'sequential' ? 0.5 : 1,
    hatch: look.hatch,
    hatchInk: theme === 'dark' ? pack([255, 255, 255], 90) : pack([22, 27, 34], 80),
    borders: look.maps.get(map.beside) ?? null,
    borderInk: packed(INK[theme].contours, 230),
  };
}

const RIDGE: Readonly<Record<ThemeName, Rgb>> = { dark: [255, 158, 77], light: [214, 62, 12] };
/** Clear where the score stays as it is, so that only what changes is lit. */
const GLOW: Readonly<Record<ThemeName, Ramp>> = { dark: glow(RIDGE.dark), light: glow(RIDGE.light) };

function glow(colour: Rgb): Ramp {
  return Uint32Array.from({ length: 256 }, (_, at) => pack(colour, at));
}

/** Where the score changes (1/unit), over the density. */
export function ridgeLook(high: number, theme: ThemeName): MapLook {
  return { ...PLAIN, ramp: GLOW[theme], low: 0, high, curve: 0.5 };
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A model's log density, nats. */
export function energyGround({ values, side }: Grid, { low, high }: Range, theme: ThemeName): Ground {
  return { ...PLAIN, values, side, ramp: ENERGY[theme], low, high, strength: 0.8 };
}

/** A distance between two scores (1/unit), or with `signed` a difference of two log densities (nats). */
export function differenceGround({ values, side }: Grid, high: number, signed: boolean, theme: ThemeName): Ground {
  const ramp = signed ? DIVERGING[theme] : ERROR[theme];
  return { ...PLAIN, values, side, ramp, low: signed ? -high : 0, high, curve: signed ? 1 : 0.5, strength: 0.9 };
}
