/** What is to be said of a file before it is taken. */

import { formatNumber } from '../lib/format';
import { MAX_POINT_COMPONENTS, type ImportedPoints } from '../protocol/generated';
import type { Offer } from '../pad/importer.svelte';

export function factsOf({ points, picture, target, density }: Offer): string[] {
  const n = density.preview.n_components;
  if (points) return [...pointFacts(points), gathered(n, points.n_points), bandwidth(points)];
  if (picture)
    return [
      `${formatNumber(picture.width)} × ${formatNumber(picture.height)} pixels, laid into the box with equal scale on both axes.`,
      `${formatNumber(n)} Gaussians, each with the exact ink of its cell; cells with less than 4 % of the most inked one's are the ground.`,
    ];
  const strokes = target.kind === 'drawing' ? `A drawing of ${count(target.strokes.length, 'mark')}` : 'A mixture';
  return [`${strokes}: ${count(n, 'Gaussian')} in ${count(density.modes.length, 'mode')}.`];
}

function pointFacts({ n_points, left_out, columns, scaling, scale, centre }: ImportedPoints): string[] {
  const facts = [`${count(n_points, 'point')} from "${columns[0]}" and "${columns[1]}".`];
  if (left_out > 0)
    facts.push(`${count(left_out, 'row')} without two finite numbers ${left_out === 1 ? 'is' : 'are'} left out.`);
  facts.push(
    scaling === 'keep'
      ? 'The coordinates stay as they are: world units.'
      : `One unit of the file becomes ${formatNumber(scale)} world units on both axes; (${centre.map(formatNumber).join(', ')}) comes to the middle.`,
  );
  return facts;
}

function gathered(n: number, points: number): string {
  if (n === points) return 'Every point becomes one Gaussian of the same mass.';
  return `A file becomes at most ${formatNumber(MAX_POINT_COMPONENTS)} Gaussians: points that lie close together are gathered into ${formatNumber(n)}, each with the exact mass, mean and variance of its points.`;
}

function bandwidth({ bandwidth: width, silverman }: ImportedPoints): string {
  return `Each is ${formatNumber(width)} world units wide; Silverman's rule says ${formatNumber(silverman)}.`;
}

function count(n: number, thing: string): string {
  return `${formatNumber(n)} ${thing}${n === 1 ? '' : 's'}`;
}
