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
  rampFor,
  type Rgb,
  type ThemeName,
} from '../lib/colour';
import type { Dress } from '../render/dress';
import type { Grid } from '../render/grid';
import { PLAIN, type Ground } from '../render/ground';
import { tintOf, type Tint } from '../render/ranks';
import type { SharedMap } from '../sight/lens.svelte';
import type { Panel } from '../live/panel.svelte';

/** What layers are drawn in that are alike in all panels; the legend's words are written in the same. */
export const INK = {
  dark: {
    truth: '#aeb9c6',
    contours: '#f4efe2',
    data: '#c4a7ff',
    particles: '#fff0cd',
    marginals: '#ffd58a',
  },
  light: {
    truth: '#5b6774',
    contours: '#2b333d',
    data: '#6b3fd4',
    particles: '#161b22',
    marginals: '#a05a00',
  },
} as const;

export const CONTOUR_ALPHA = 'b8';

export function dressFor(index: number, theme: ThemeName): Dress {
  const dark = theme === 'dark';
  const ink = INK[theme];
  const own = panelColour(index, theme);
  return {
    ramp: DENSITY[theme],
    heat: dark ? 0.55 : 0.6,
    ground: FIGURE[theme],
    trueArrows: ink.truth + (dark ? '61' : '70'),
    contours: ink.contours + CONTOUR_ALPHA,
    trueContours: ink.truth + 'c8',
    learnedArrows: own,
    streamlines: own + 'b0',
    data: ink.data,
    marginals: { band: FIGURE[theme] + '66', bars: ink.particles + 'a0', curve: ink.marginals },
    particles: packed(ink.particles, dark ? 215 : 190),
  };
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
