/** Colours: perceptual ramps as 256 packed pixels, and one colour a panel that colour-blind readers can tell apart. */

export type ThemeName = 'dark' | 'light';

/**
 * Okabe and Ito's palette (2008), moved as little as needed until any two can be told apart without red or green cones
 * (tests/lib/colour-blind.test.ts) and each reads on its ground; equal to app/tokens.css.
 */
const PANELS: Readonly<Record<ThemeName, readonly string[]>> = {
  dark: ['#63bdee', '#eca010', '#5ccd90', '#d281af', '#f2e543', '#ec7c3b', '#84a0ff', '#cbd0d6'],
  light: ['#0c68c0', '#be6f14', '#067659', '#b7528b', '#798856', '#bc4700', '#4a6ee6', '#4b5662'],
};

export function panelColour(index: number, theme: ThemeName): string {
  const colours = PANELS[theme];
  return colours[index % colours.length] ?? '#808080';
}

/** The ground of every figure, as --figure in app/tokens.css. */
export const FIGURE: Readonly<Record<ThemeName, string>> = { dark: '#0b0e13', light: '#fbfcfd' };

export type Rgb = readonly [number, number, number];

/** Oklab to sRGB, 0-255. Source: Ottosson 2020. */
export function oklch(lightness: number, chroma: number, hueDegrees: number): Rgb {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function encode(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  const value = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
}

/** A pixel of ImageData seen as a 32-bit little-endian word. */
export function pack([red, green, blue]: Rgb, alpha = 255): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

export type Ramp = Uint32Array;

function ramp(at: (t: number) => Rgb): Ramp {
  return Uint32Array.from({ length: 256 }, (_, i) => pack(at(i / 255)));
}

/** Density on a dark and on a light ground: from the ground's own colour, evenly in lightness. */
export const DENSITY: Readonly<Record<ThemeName, Ramp>> = {
  dark: ramp((t) => oklch(0.17 + 0.68 * t, 0.02 + 0.13 * Math.sin(Math.PI * t * 0.85), 275 - 165 * t)),
  light: ramp((t) => oklch(0.985 - 0.6 * t, 0.01 + 0.13 * t, 220 + 45 * t)),
};

/**
 * Modes, the same in every picture, and none of them a panel's colour: a basin is no panel's. Found by search for the
 * largest distances in Oklab with all cones and without red or green ones (tests/lib/colour-blind.test.ts).
 */
export const MODES: Readonly<Record<ThemeName, readonly string[]>> = {
  dark: ['#b9d654', '#5783ea', '#e9afc0', '#06a87a', '#8bfff4', '#b88706', '#b5ffa2', '#0599b3'],
  light: ['#312f97', '#9f9d44', '#776595', '#5aa1a4', '#6b2f02', '#768efa', '#80692e', '#59395f'],
};

/** Errors: from the ground to a warm signal. */
export const ERROR: Readonly<Record<ThemeName, Ramp>> = {
  dark: ramp((t) => oklch(0.17 + 0.68 * t, 0.02 + 0.16 * t, 20 + 60 * t)),
  light: ramp((t) => oklch(0.985 - 0.45 * t, 0.01 + 0.17 * t, 70 - 45 * t)),
};

/** Log densities of a model, told apart from exact densities by hue: night, ember, straw. */
export const ENERGY: Readonly<Record<ThemeName, Ramp>> = {
  dark: ramp((t) => oklch(0.17 + 0.66 * t, 0.02 + 0.15 * Math.sin(Math.PI * (0.1 + 0.75 * t)), 285 + 160 * t)),
  light: ramp((t) => oklch(0.985 - 0.6 * t, 0.01 + 0.15 * t, 80 - 110 * t)),
};

/** Signed values: blue below zero, the ground at zero, orange above. */
export const DIVERGING: Readonly<Record<ThemeName, Ramp>> = {
  dark: ramp((t) => oklch(0.2 + 1.1 * Math.abs(t - 0.5), 0.28 * Math.abs(t - 0.5), t < 0.5 ? 250 : 55)),
  light: ramp((t) => oklch(0.985 - 0.85 * Math.abs(t - 0.5), 0.3 * Math.abs(t - 0.5), t < 0.5 ? 250 : 55)),
};

export type ScaleName = 'sequential' | 'diverging' | 'error' | 'categorical' | 'angle';

export function rampFor(scale: ScaleName, theme: ThemeName): Ramp {
  switch (scale) {
    case 'diverging':
      return DIVERGING[theme];
    case 'error':
    case 'angle':
      return ERROR[theme];
    case 'sequential':
    case 'categorical':
      return DENSITY[theme];
    default:
      throw new Error(`No colours for the scale ${String(scale satisfies never)}.`);
  }
}

/** '#rrggbb' as a packed pixel. */
export function packed(hex: string, alpha = 255): number {
  const value = parseInt(hex.slice(1), 16);
  return pack([value >> 16, (value >> 8) & 255, value & 255], alpha);
}
