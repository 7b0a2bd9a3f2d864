/// <reference types="node" />
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { FIGURE, panelColour, type ThemeName } from '../../src/lib/colour';

const CSS = readFileSync(new URL('../../src/shell/tokens.css', import.meta.url), 'utf8');

/** The custom properties of one theme's block. */
function tokens(theme: ThemeName): Map<string, string> {
  const block = CSS.slice(CSS.indexOf(`[data-theme='${theme}']`));
  const lines = block.slice(0, block.indexOf('}')).matchAll(/--([\w-]+):\s*([^;]+);/g);
  return new Map([...lines].map(([, name = '', value = '']) => [name, value.trim()]));
}

/** Relative luminance of a colour. Source: WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.slice(1).match(/../g) ?? []).map((pair) => {
    const value = parseInt(pair, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['dark', 'light'] as const)('the %s theme', (theme) => {
  const css = tokens(theme);

  it('has the same colours in pixels as in CSS', () => {
    expect(css.get('figure')).toBe(FIGURE[theme]);
    for (let index = 0; index < 8; index += 1) expect(css.get(`panel-${index}`)).toBe(panelColour(index, theme));
  });

  it('has text that can be read on every surface', () => {
    for (const ink of ['text-1', 'text-2', 'text-3'])
      for (const surface of ['surface-0', 'surface-1', 'surface-2'])
        expect(contrast(css.get(ink) ?? '', css.get(surface) ?? ''), `${ink} on ${surface}`).toBeGreaterThan(4.5);
  });

  it('has lines and arrows that can be told from the ground', () => {
    for (let index = 0; index < 8; index += 1)
      expect(contrast(panelColour(index, theme), FIGURE[theme])).toBeGreaterThan(3);
  });
});
