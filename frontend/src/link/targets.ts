/**
 * A target as text in the link: `preset.NAME`, `drawing.MARKS` or `mixture.` with four numbers a component;
 * `product.POWERS`, `union.WEIGHTS` or `negation.FLOOR[,ODDS]` and what it is made of, each in brackets.
 */

import type { Cloud, Shares, Stroke } from '../protocol/generated';
import { FLOOR, isComposed, WAYS, type Composed, type Way } from '../pad/composed';
import { isCloud, isShares, type Mark } from '../pad/marks';
import { PRESSURE_STEPS } from '../pad/pressure';
import type { Target } from '../pad/target';

export function targetText(target: Target): string {
  if (target.kind === 'preset') return `preset.${escaped(target.name)}`;
  if (target.kind === 'drawing') return `drawing.${marksText(target.strokes)}`;
  if (isComposed(target))
    return `${target.kind}.${numbersOf(target).join(',')}${target.of.map((each) => `(${targetText(each)})`).join('')}`;
  const numbers = target.components.flatMap(({ weight, mean, scale }) => [weight, ...mean, scale]);
  return `mixture.${numbers.join(',')}`;
}

function numbersOf(target: Composed): readonly number[] {
  if (target.kind === 'product') return target.powers ?? [];
  if (target.kind === 'union') return target.weights ?? [];
  return [target.floor ?? FLOOR, ...(target.odds ? [target.odds] : [])];
}

/** As text of a URL, and without the signs that part marks. */
function escaped(name: string): string {
  return encodeURIComponent(name)
    .replaceAll('_', '%5F')
    .replace(/[!()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

export function readTarget(text: string): Target | null {
  const at = text.indexOf('.');
  const [kind, rest] = [text.slice(0, at), text.slice(at + 1)];
  if (kind === 'preset' && rest) return { kind, name: decodeURIComponent(rest) };
  if (kind === 'drawing') {
    const strokes = readMarks(rest);
    return strokes && { kind, strokes };
  }
  if (kind === 'mixture') return readMixture(rest);
  const way = WAYS.find((each) => each === kind);
  return way ? readComposed(way, rest) : null;
}

function readComposed(kind: Way, text: string): Target | null {
  const at = text.indexOf('(');
  const numbers = at > 0 ? text.slice(0, at).split(',').map(Number) : [];
  const parts = (at < 0 ? null : bracketed(text.slice(at)))?.map(readTarget) ?? [];
  const of = parts.filter((part) => part !== null);
  if (of.length === 0 || of.length < parts.length || numbers.some((value) => !Number.isFinite(value))) return null;
  if (kind === 'product') return { kind, of, ...(numbers.length > 0 ? { powers: numbers } : {}) };
  if (kind === 'union') return { kind, of, ...(numbers.length > 0 ? { weights: numbers } : {}) };
  const [floor = FLOOR, odds] = numbers;
  return { kind, of, floor, ...(odds === undefined ? {} : { odds }) };
}

/** What stands in the outermost of `(...)(...)`; null where brackets do not close. */
function bracketed(text: string): string[] | null {
  const parts: string[] = [];
  let [depth, began] = [0, 0];
  for (const [at, sign] of [...text].entries()) {
    depth += Number(sign === '(') - Number(sign === ')');
    if (depth < 0 || (depth === 0 && sign !== ')')) return null;
    if (sign === '(' && depth === 1) began = at + 1;
    else if (depth === 0) parts.push(text.slice(began, at));
  }
  return depth === 0 ? parts : null;
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
 * Marks are joined by `_`. A stroke is `width,weight[,e][,sSOFTNESS][,gGROUP][,pPRESSURES]!` and its points in
 * thousandths of a world unit, each as the difference from the one before, in base 36 with a sign: `+2s-1f`; of a
 * pen's, a sign of LEVELS a point is its pressure. A cloud is `c,mass,x,y!` and its source as a target's text. Shares
 * are `m,` and three numbers a mode: share, x, y.
 */
export function marksText(marks: readonly Mark[]): string {
  return marks.map(markText).join('_');
}

function markText(mark: Mark): string {
  if (isShares(mark)) return ['m', ...mark.shares.flatMap(({ at, share }) => [share, ...at])].join(',');
  if (isCloud(mark)) return `${['c', mark.mass ?? '', ...(mark.shift ?? [0, 0])].join(',')}!${targetText(mark.source)}`;
  return `${brushText(mark)}!${pathText(mark.points)}`;
}

/** Pressures from 0 to 1 in steps, one sign each. */
const LEVELS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO';

function brushText({ width, weight, erase, softness, group, pressures = [] }: Stroke): string {
  const flags = [...(erase ? ['e'] : []), ...(softness ? [`s${softness}`] : []), ...(group ? [`g${group}`] : [])];
  const pressed = pressures.map((pressure) => LEVELS[Math.round(PRESSURE_STEPS * pressure)] ?? '').join('');
  return [width ?? '', weight ?? '', ...flags, ...(pressed ? [`p${pressed}`] : [])].join(',');
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

function readMarks(text: string): Mark[] | null {
  if (text === '') return [];
  const marks = text.split('_').map(readMark);
  return marks.every((mark) => mark !== null) ? marks : null;
}

function readMark(text: string): Mark | null {
  if (text.startsWith('m,')) return readShares(text);
  if (text.startsWith('c,')) return readCloud(text);
  return readStroke(text);
}

function readShares(text: string): Shares | null {
  const numbers = text.slice(2).split(',').map(Number);
  if (numbers.length % 3 !== 0 || numbers.some((value) => !Number.isFinite(value))) return null;
  const shares = Array.from({ length: numbers.length / 3 }, (_, index) => {
    const [share = 0, x = 0, y = 0] = numbers.slice(3 * index, 3 * index + 3);
    return { at: [x, y] as [number, number], share };
  });
  return { shares };
}

function readCloud(text: string): Cloud | null {
  const at = text.indexOf('!');
  const [mass = 0, x = 0, y = 0] = text.slice(2, at).split(',').map(Number);
  const source = readTarget(text.slice(at + 1));
  if (
    !source ||
    (source.kind !== 'preset' && source.kind !== 'mixture') ||
    !(mass > 0) ||
    !Number.isFinite(x) ||
    !Number.isFinite(y)
  )
    return null;
  return { source, mass, shift: [x, y] };
}

function readStroke(text: string): Stroke | null {
  const [brush = '', path = ''] = text.split('!');
  const [width, weight, ...flags] = brush.split(',');
  const deltas = (path.match(/[+-][0-9a-z]+/g) ?? []).map((delta) => parseInt(delta, 36));
  if (deltas.length === 0 || deltas.length % 2 !== 0 || !(Number(width) > 0) || !(Number(weight) > 0)) return null;
  let [x, y] = [0, 0];
  const points = Array.from({ length: deltas.length / 2 }, (_, index): [number, number] => {
    x += deltas[2 * index] ?? 0;
    y += deltas[2 * index + 1] ?? 0;
    return [x / 1000, y / 1000];
  });
  const flag = (letter: string) => flags.find((each) => each.startsWith(letter))?.slice(1);
  const [softness, group] = [Number(flag('s') ?? 0), Number(flag('g') ?? 0)];
  const pressures = [...(flag('p') ?? '')].map((level) => LEVELS.indexOf(level) / PRESSURE_STEPS);
  if (pressures.some((pressure) => pressure < 0) || ![0, points.length].includes(pressures.length)) return null;
  return {
    points,
    width: Number(width),
    weight: Number(weight),
    erase: flags.includes('e'),
    ...(softness > 0 ? { softness } : {}),
    ...(group > 0 ? { group } : {}),
    ...(pressures.length > 0 ? { pressures } : {}),
  };
}
