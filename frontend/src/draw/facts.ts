/** What is to be said of a file before it is taken. */

import { formatNumber } from '../lib/format';
import { MAX_POINT_COMPONENTS, type ImportedPoints } from '../protocol/generated';
import { isComposed, WORD } from '../pad/composed';
import type { Offer } from '../pad/importer.svelte';

export function factsOf(offer: Offer): string[] {
  const { warning } = offer.density.preview;
  return warning ? [...read(offer), warning] : read(offer);
}

function read({ points, picture, target, density }: Offer): string[] {
  const n = density.preview.n_components;
  if (points) return [...pointFacts(points), gathered(n, points.n_points), bandwidth(points)];
  if (picture)
    return [
      `${formatNumber(picture.width)} × ${formatNumber(picture.height)} pixels, laid into the box with equal scale on both axes.`,
      `${formatNumber(n)} Gaussians, each with the exact ink of its cell; cells with less than 4 % of the most inked one's are the ground.`,
    ];
  if (isComposed(target))
    return [
      `${count(target.of.length, 'target')} combined by ${WORD[target.kind]}: ${count(density.modes.length, 'mode')}.`,
      ...(density.preview.composition?.notes ?? []),
    ];
  const strokes = target.kind === 'drawing' ? `A drawing of ${count(target.strokes.length, 'mark')}` : 'A mixture';
  return [`${strokes}: ${count(n, 'Gaussian')} in ${count(density.modes.length, 'mode')}.`];
}

function pointFacts(points: ImportedPoints): string[] {
  const { n_points, reasons, columns, far } = points;
  const facts = [`${count(n_points, 'point')} from "${columns[0]}" and "${columns[1]}".`];
  for (const { rows, what } of reasons)
    facts.push(`${count(rows, 'row')} with ${what} ${rows === 1 ? 'is' : 'are'} left out.`);
  if (far?.left_out)
    facts.push(`${count(far.points, 'point')} far from all others ${far.points === 1 ? 'is' : 'are'} left out.`);
  return [...facts, scaled(points)];
}

function scaled({ scaling, scale, centre }: ImportedPoints): string {
  if (scaling === 'keep') return 'The coordinates stay as they are: world units.';
  const middle = `(${centre.map(formatNumber).join(', ')}) comes to the middle.`;
  const [x, y] = scale.map(formatNumber);
  return scaling === 'each'
    ? `One unit of the file becomes ${x} world units in x and ${y} in y; ${middle}`
    : `One unit of the file becomes ${x} world units on both axes; ${middle}`;
}

function gathered(n: number, points: number): string {
  if (n === points) return 'Every point becomes one Gaussian of the same mass.';
  return `A file becomes at most ${formatNumber(MAX_POINT_COMPONENTS)} Gaussians: points that lie close together are gathered into ${formatNumber(n)}, each with the exact mass, mean and variance of its points.`;
}

function bandwidth({ bandwidth: width, narrowest, silverman, best_factor, bandwidth_factor }: ImportedPoints): string {
  const least = narrowest ? ', the least there is' : '';
  return `Each is ${formatNumber(width)} world units wide${least}; Silverman's rule says ${formatNumber(silverman)}, leave-one-out likelihood ${formatNumber(narrowest && best_factor <= bandwidth_factor ? width : best_factor * silverman)}.`;
}

function count(n: number, thing: string): string {
  return `${formatNumber(n)} ${thing}${n === 1 ? '' : 's'}`;
}
