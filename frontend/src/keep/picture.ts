/** One picture of panels, twice as sharp as the page. */

import { flushSync } from 'svelte';

import type { ThemeName } from '../lib/colour';
import { sharpness } from '../lib/sharpness.svelte';
import type { Session } from '../desk/session.svelte';
import { contentOf, inkOf, type Scope } from './content';
import { pngOf } from './files';
import { paintPoster, sizeOf } from './poster';

const SHARPNESS = 2;

export function picture(session: Session, scope: Scope, theme: ThemeName): Promise<Blob> {
  return pngOf(sharpness.with(SHARPNESS, flushSync, () => painted(session, scope, theme, SHARPNESS)));
}

function painted(session: Session, scope: Scope, theme: ThemeName, scale: number): HTMLCanvasElement {
  const content = contentOf(session, scope, theme);
  const { width, height } = sizeOf(content.panels.length);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser gives no 2-D canvas.');
  paintPoster(pen, content, inkOf(), scale);
  return canvas;
}
