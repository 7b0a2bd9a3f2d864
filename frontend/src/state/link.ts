/**
 * The address of the page <-> what it shows. The one place that reads or writes the link.
 *
 *   #t=preset.two-gaussians            a preset
 *   #t=drawing.<strokes>               a drawing, see `strokesText`
 *   #p=NAME;model=energy;sigma=.1      a panel: its objective, then settings; repeated once a panel
 *   #s=langevin;field=exact            the sampler of all panels
 *   #l=low-density;quantile=.02        the lens, with its settings
 *
 * In a panel, `model`, `n_steps`, `seed` and `n_points` are the run's own; `network.width=64` and
 * `optimiser.learning_rate=0.01` name a group; every other key is a setting of the objective (sampler likewise).
 */

import type { RunSpec, SamplerSpec, Stroke } from '../protocol/generated';
import type { LensChoice } from './lens.svelte';
import type { Target } from './target';

type Scalar = boolean | number | string;

export interface Linked {
  readonly target: Target | null;
  readonly runs: readonly RunSpec[];
  readonly sampler: SamplerSpec | null;
  readonly lens: LensChoice | null;
}

export function writeLink({ target, runs, sampler, lens }: Linked): string {
  const parts: string[] = [];
  const text = target ? targetText(target) : null;
  if (text) parts.push(`t=${text}`);
  for (const run of runs) parts.push(`p=${runText(run)}`);
  if (sampler) parts.push(`s=${samplerText(sampler)}`);
  if (lens) parts.push(`l=${joined(lens.name, Object.entries(lens.settings))}`);
  return parts.length > 0 ? `#${parts.join('&')}` : '';
}

/** What a link says; what it does not say, or says in a way that cannot be read, is left to the page. */
export function readLink(hash: string): Linked {
  const pairs = hash
    .replace(/^#/, '')
    .split('&')
    .map((part): [string, string] => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)];
    });
  const all = (key: string) => pairs.filter(([name]) => name === key).map(([, value]) => value);
  const [sampler] = all('s');
  const [lens] = all('l');
  return {
    target: readTarget(all('t')[0] ?? ''),
    runs: all('p').map(readRun),
    sampler: sampler === undefined ? null : readSampler(sampler),
    lens: lens ? readLens(lens) : null,
  };
}

/* Targets ---------------------------------------------------------------------------------------------------------- */

function targetText(target: Target): string | null {
  if (target.kind === 'preset') return `preset.${encodeURIComponent(target.name)}`;
  if (target.kind === 'drawing') return `drawing.${strokesText(target.strokes)}`;
  const numbers = target.components.flatMap(({ weight, mean, scale }) => [weight, ...mean, scale]);
  return `mixture.${numbers.join(',')}`;
}

function readTarget(text: string): Target | null {
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

/* Panels and the sampler ------------------------------------------------------------------------------------------- */

const RUN_KEYS = ['model', 'n_steps', 'seed'] as const;
const GROUPS = ['network', 'optimiser'] as const;
const SAMPLER_KEYS = ['field', 'n_particles', 'init', 'seed'] as const;

function runText(run: RunSpec): string {
  const entries: [string, Scalar][] = RUN_KEYS.flatMap((key) => entry(key, run[key]));
  if (run.data?.n_points) entries.push(['n_points', run.data.n_points]);
  for (const group of GROUPS)
    for (const [key, value] of Object.entries(run[group] ?? {})) entries.push([`${group}.${key}`, value]);
  entries.push(...Object.entries(run.settings ?? {}));
  return joined(run.objective ?? '', entries);
}

function readRun(text: string): RunSpec {
  const { name, entries } = split(text);
  const run: Record<string, unknown> = name ? { objective: name } : {};
  const groups: Record<string, Record<string, Scalar>> = { settings: {}, network: {}, optimiser: {} };
  for (const [key, value] of entries) {
    const [group, setting] = key.split('.');
    if (setting !== undefined && group && groups[group]) groups[group][setting] = value;
    else if (key === 'n_points') run['data'] = { n_points: value };
    else if ((RUN_KEYS as readonly string[]).includes(key)) run[key] = value;
    else groups['settings'] = { ...groups['settings'], [key]: value };
  }
  return { ...run, ...groups } as RunSpec;
}

function samplerText(sampler: SamplerSpec): string {
  const own = SAMPLER_KEYS.flatMap((key) => entry(key, sampler[key]));
  return joined(sampler.sampler ?? '', [...own, ...Object.entries(sampler.settings ?? {})]);
}

function readSampler(text: string): SamplerSpec {
  const { name, entries } = split(text);
  const own = entries.filter(([key]) => (SAMPLER_KEYS as readonly string[]).includes(key));
  const settings = entries.filter(([key]) => !(SAMPLER_KEYS as readonly string[]).includes(key));
  return { sampler: name, ...Object.fromEntries(own), settings: Object.fromEntries(settings) } as SamplerSpec;
}

function readLens(text: string): LensChoice {
  const { name, entries } = split(text);
  return { name, settings: Object.fromEntries(entries) };
}

function entry(key: string, value: Scalar | undefined): [string, Scalar][] {
  return value === undefined ? [] : [[key, value]];
}

function joined(name: string, entries: readonly (readonly [string, Scalar])[]): string {
  const settings = entries.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return [encodeURIComponent(name), ...settings].join(';');
}

function split(text: string): { name: string; entries: [string, Scalar][] } {
  const [name = '', ...settings] = text.split(';');
  const entries = settings.map((setting): [string, Scalar] => {
    const [key = '', value = ''] = setting.split('=');
    return [decodeURIComponent(key), scalar(decodeURIComponent(value))];
  });
  return { name: decodeURIComponent(name), entries };
}

function scalar(text: string): Scalar {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
