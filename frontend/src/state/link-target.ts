/**
 * A target as text in the link: `preset.NAME`, `drawing.STROKES` or `mixture.` with four numbers a component.
 */

import type { Stroke } from '../protocol/generated';
import type { Target } from './target';

export function targetText(target: Target): string {
  if (target.kind === 'preset') return `preset.${encodeURIComponent(target.name)}`;
  if (target.kind === 'drawing') return `drawing.${strokesText(target.strokes)}`;
  const numbers = target.components.flatMap(({ weight, mean, scale }) => [weight, ...mean, scale]);
  return `mixture.${numbers.join(',')}`;
}

export function readTarget(text: string): Target | null {
  const at = text.indexOf('.');
  const [kind, rest] = [text.slice(0, at), text.slice(at + 1)];
  if (kind === 'preset' && rest) return { kind, name: decodeURIComponent(rest) };
  if (kind === 'drawing') {
    const strokes = readStrokes(rest);
    return strokes && { kind, strokes };
  }
  if (kind === 'mixture') return readMixture(rest);
  return null;
}

function readMixture(text: string): Target | null {
  const numbers = text.split(',').map(Number);
  if (numbers.length % 4 !== 0 || numbers.some((value) => !Number.isFinite(value))) return null;
  const components = Array.from({ length: numbers.length / 4 }, (_, index) => {
    const [weight = 0, x = 0, y = 0, scale = 0] = numbers.slice(4 * index, 4 * index + 4);
    return { weight, mean: [x, y] as [number, number], scale };
  });
  return { kind: 'mixture', components };
}

/**
 * A stroke is `width,weight[,e]!` and its points in thousandths of a world unit, each as the difference from the one
 * before, in base 36 with a sign: `+2s-1f`. Strokes are joined by `_`.
 */
export function strokesText(strokes: readonly Stroke[]): string {
  return strokes.map((stroke) => `${brushText(stroke)}!${pathText(stroke.points)}`).join('_');
}

function brushText({ width, weight, erase }: Stroke): string {
  return [width ?? '', weight ?? '', ...(erase ? ['e'] : [])].join(',');
}

function pathText(points: readonly (readonly [number, number])[]): string {
  let [x, y] = [0, 0];
  return points
    .map((point) => {
      const [nextX, nextY] = [Math.round(1000 * point[0]), Math.round(1000 * point[1])];
      const text = signed(nextX - x) + signed(nextY - y);
      [x, y] = [nextX, nextY];
      return text;
    })
    .join('');
}

function signed(value: number): string {
  return (value < 0 ? '-' : '+') + Math.abs(value).toString(36);
}

function readStrokes(text: string): Stroke[] | null {
  if (text === '') return [];
  const strokes = text.split('_').map(readStroke);
  return strokes.every((stroke) => stroke !== null) ? strokes : null;
}

function readStroke(text: string): Stroke | null {
  const [brush = '', path = ''] = text.split('!');
  const [width, weight, erase] = brush.split(',');
  const deltas = (path.match(/[+-][0-9a-z]+/g) ?? []).map((delta) => parseInt(delta, 36));
  if (deltas.length === 0 || deltas.length % 2 !== 0 || !(Number(width) > 0) || !(Number(weight) > 0)) return null;
  let [x, y] = [0, 0];
  const points = Array.from({ length: deltas.length / 2 }, (_, index): [number, number] => {
    x += deltas[2 * index] ?? 0;
    y += deltas[2 * index + 1] ?? 0;
    return [x / 1000, y / 1000];
  });
  return { points, width: Number(width), weight: Number(weight), erase: erase === 'e' };
}
