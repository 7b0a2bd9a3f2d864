/** How a panel's picture looks in either theme. */

import { DENSITY, FIGURE, pack, panelColour, type ThemeName } from '../lib/colour';
import type { Dress } from '../render/scene';

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
