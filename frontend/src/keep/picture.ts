/** One picture of panels, twice as sharp as the page. */

import { flushSync } from 'svelte';

import type { ThemeName } from '../lib/colour';
import { sharpness } from '../lib/sharpness.svelte';
import { contentOf, inkOf, type Scope } from './content';
import type { Depicted } from './depicted';
import { pngOf } from './files';
import { paintPoster, sizeOf } from './poster';

const SHARPNESS = 2;

export function picture(page: Depicted, scope: Scope, theme: ThemeName): Promise<Blob> {
  return pngOf(sharpness.with(SHARPNESS, flushSync, () => painted(page, scope, theme, SHARPNESS)));
}

function painted(page: Depicted, scope: Scope, theme: ThemeName, scale: number): HTMLCanvasElement {
  const content = contentOf(page, scope, theme);
  const { width, height } = sizeOf(content.panels.length);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser gives no 2-D canvas.');
  paintPoster(pen, content, inkOf(), scale);
  return canvas;
}
