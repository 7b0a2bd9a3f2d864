/** What a lens adds to a panel's picture, on a canvas: for the pictures and films that leave the page. */

import { Camera, type Frustum, type Point } from '../lib/camera';
import type { Looked } from '../live/score';
import type { MarkInfo } from '../protocol/generated';
import { heldAt, type Place } from '../sight/places.svelte';
import { offersOf } from './offers';
import { arrowHeads, dotsOf, lettered, pathOf, piecesOf } from './paths';
import { LEGIBLE, ROLE_INKS } from './roles';

export interface Added {
  readonly look: Pick<Looked, 'look' | 'marks'> | null;
  readonly places: readonly Place[];
  readonly frustum: Frustum;
}

export interface AddedInk {
  /** Of a token such as `--warn` in the theme on show; `--panel` is the panel's own. */
  readonly colour: (token: string) => string;
  readonly font: string;
}

/** Of a pin, CSS pixels. */
const PIN = 11;
type Pen = CanvasRenderingContext2D;

/** Paint it over a square picture of `edge` units at the pen's origin; nothing reaches beyond the picture. */
export function paintAdded(pen: Pen, { look, places, frustum }: Added, edge: number, ink: AddedInk): void {
  const camera = Camera.on(edge, frustum);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, edge, edge);
  pen.clip();
  [pen.lineCap, pen.lineJoin] = ['round', 'round'];
  for (const [name, info] of Object.entries(look?.look.marks ?? {})) {
    const rows = look?.marks.get(name);
    if (rows) paintMark(pen, info, rows, camera, ink);
  }
  for (const place of places) if (place.kind === 'polygon') paintRegion(pen, place, camera, ink);
  for (const { name, kind, title, ...place } of places)
    if (kind === 'point') paintPin(pen, heldAt(place), name.length === 1 ? name : title, camera, ink);
  for (const { at, label } of look ? offersOf(look) : []) paintPin(pen, at, label, camera, ink);
  pen.restore();
}

function paintMark(pen: Pen, { shape, role, label }: MarkInfo, rows: Float32Array, camera: Camera, ink: AddedInk) {
  const pieces = piecesOf(rows, camera);
  const [colour, figure] = [ink.colour(ROLE_INKS[role]), ink.colour('--figure')];
  if (shape === 'points') {
    stroke(pen, dotsOf(pieces), figure, 6.5, 0.65);
    stroke(pen, dotsOf(pieces), colour, 4.5);
  } else {
    const path = pathOf(pieces, shape === 'polygon');
    stroke(pen, path, figure, 5, 0.7);
    if (shape === 'polygon') fill(pen, path, colour, 0.16);
    stroke(pen, path, colour, 2.25, 1, role === 'truth' ? [6, 5] : []);
    if (shape === 'arrow') fill(pen, arrowHeads(pieces), colour);
  }
  const at = lettered({ shape, role }, pieces);
  // what points are the legend says
  if (!label || !at || shape === 'points' || camera.size < LEGIBLE) return;
  pen.font = `600 13px ${ink.font}`;
  [pen.textAlign, pen.textBaseline] = ['center', 'alphabetic'];
  [pen.strokeStyle, pen.lineWidth] = [figure, 4];
  pen.strokeText(label, at.x, at.y);
  pen.fillStyle = ink.colour('--text-1');
  pen.fillText(label, at.x, at.y);
}

function paintRegion(pen: Pen, { points }: Place, camera: Camera, ink: AddedInk) {
  if (points.length === 0) return;
  const path = pathOf([points.map(({ x, y }) => camera.toPixel(x, y))], true);
  stroke(pen, path, ink.colour('--figure'), 5, 0.75);
  fill(pen, path, ink.colour('--warn'), 0.14);
  stroke(pen, path, ink.colour('--warn'), 2.25);
}

function paintPin(pen: Pen, held: Point | null, letter: string, camera: Camera, ink: AddedInk) {
  if (!held) return;
  const { x, y } = camera.toPixel(held.x, held.y);
  const figure = ink.colour('--figure');
  pen.beginPath();
  pen.arc(x, y, PIN, 0, 2 * Math.PI);
  pen.fillStyle = ink.colour('--warn');
  pen.fill();
  [pen.strokeStyle, pen.lineWidth] = [figure, 2];
  pen.stroke();
  pen.font = `700 13px ${ink.font}`;
  [pen.textAlign, pen.textBaseline] = ['center', 'middle'];
  pen.fillStyle = figure;
  pen.fillText(letter, x, y + 0.5);
}

function stroke(pen: Pen, path: string, colour: string, width: number, alpha = 1, dashes: number[] = []) {
  pen.save();
  pen.globalAlpha = alpha;
  [pen.strokeStyle, pen.lineWidth] = [colour, width];
  pen.setLineDash(dashes);
  pen.stroke(new Path2D(path));
  pen.restore();
}

function fill(pen: Pen, path: string, colour: string, alpha = 1) {
  pen.save();
  pen.globalAlpha = alpha;
  pen.fillStyle = colour;
  pen.fill(new Path2D(path));
  pen.restore();
}
