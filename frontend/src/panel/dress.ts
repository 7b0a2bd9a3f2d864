/** How a panel's picture looks in either theme. */

import { DENSITY, FIGURE, MODES, pack, packed, panelColour, rampFor, type Rgb, type ThemeName } from '../lib/colour';
import { tintOf, type Tint } from '../render/ranks';
import type { Dress, Ground } from '../render/scene';
import type { SharedMap } from '../state/lens.svelte';
import type { Panel } from '../state/panel.svelte';

const DARK = { heat: 0.55, trueArrows: 'rgb(174 185 198 / 38%)', particles: pack([255, 240, 205], 215) };
const LIGHT = { heat: 0.6, trueArrows: 'rgb(71 82 95 / 34%)', particles: pack([22, 27, 34], 190) };

export function dressFor(index: number, theme: ThemeName, trails: boolean): Dress {
  return {
    ...(theme === 'dark' ? DARK : LIGHT),
    ramp: DENSITY[theme],
    ground: FIGURE[theme],
    learnedArrows: panelColour(index, theme),
    trails,
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
  };
}
