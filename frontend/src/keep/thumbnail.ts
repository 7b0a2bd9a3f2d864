/** A small picture of the page for the gallery: its panels as they look now, a single one beside the distribution. */

import { DENSITY, type ThemeName } from '../lib/colour';
import { pictureOf } from '../render/scene';
import type { Density } from '../pad/preview.svelte';
import { figureColour, stages } from './stages';
import { tiled } from './tiles';

const [WIDTH, HEIGHT, GAP] = [484, 240, 4];

/** Base64 of a PNG. */
export function thumbnail(density: Density | null, theme: ThemeName): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  pen.fillStyle = figureColour();
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  const panels = stages().map(({ canvas: stage }) => stage);
  const alone = panels.length < 2 && density ? [pictureOf(density, DENSITY[theme], HEIGHT)] : [];
  const pictures = [...alone, ...panels];
  tiled(pictures.length, WIDTH, HEIGHT, GAP).forEach(({ x, y, edge }, at) => {
    const picture = pictures[at];
    if (picture) pen.drawImage(picture, x, y, edge, edge);
  });
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
