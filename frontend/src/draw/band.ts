/** A stroke as the outline of all that lies within its local radius, so that it can be filled at once and evenly. */

type Pixel = readonly [x: number, y: number];

/**
 * An SVG path of discs at the points and quadrilaterals between them. All turn the same way, so that under the nonzero
 * rule they are one figure however they overlap.
 */
export function bandOf(points: readonly Pixel[], radii: readonly number[]): string {
  const discs = points.map((point, index) => disc(point, radii[index] ?? 0));
  const quads = points
    .slice(1)
    .map((to, index) => quad(points[index] ?? to, to, radii[index] ?? 0, radii[index + 1] ?? 0));
  return [...discs, ...quads].join('');
}

function disc([x, y]: Pixel, radius: number): string {
  const r = shortened(radius);
  return `M${shortened(x - radius)} ${shortened(y)}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
}

function quad([x, y]: Pixel, [toX, toY]: Pixel, radius: number, toRadius: number): string {
  const length = Math.hypot(toX - x, toY - y);
  if (length === 0) return '';
  const [across, down] = [(toY - y) / length, -(toX - x) / length];
  const corners = [
    [x + radius * across, y + radius * down],
    [toX + toRadius * across, toY + toRadius * down],
    [toX - toRadius * across, toY - toRadius * down],
    [x - radius * across, y - radius * down],
  ];
  return `M${corners.map((corner) => corner.map(shortened).join(' ')).join('L')}z`;
}

function shortened(value: number): number {
  return Math.round(value * 100) / 100;
}
