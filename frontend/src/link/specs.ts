/**
 * Panels, samplers and lenses as text in the link: `NAME;key=value;...`.
 *
 * In a panel, `model`, `architecture`, `n_steps`, `seed` and `n_points` are the run's own; `network.width=64` and
 * `optimiser.learning_rate=0.01` name a group; every other key is a setting of the objective. In a sampler `field`,
 * `n_particles`, `init`, `seed` and `points` (x and y of each, separated by commas) are its own.
 */

import type { RunSpec, SamplerSpec } from '../protocol/generated';
import type { LensChoice } from '../live/wanted';

type Scalar = boolean | number | string;

const RUN_KEYS = ['model', 'architecture', 'n_steps', 'seed'] as const;
const GROUPS = ['network', 'optimiser'] as const;
const SAMPLER_KEYS = ['field', 'n_particles', 'init', 'seed'] as const;

export function runText(run: RunSpec): string {
  const entries: [string, Scalar][] = RUN_KEYS.flatMap((key) => entry(key, run[key]));
  if (run.data?.n_points) entries.push(['n_points', run.data.n_points]);
  for (const group of GROUPS)
    for (const [key, value] of Object.entries(run[group] ?? {})) entries.push([`${group}.${key}`, value]);
  entries.push(...Object.entries(run.settings ?? {}));
  return joined(run.objective ?? '', entries);
}

export function readRun(text: string): RunSpec {
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

export function samplerText(sampler: SamplerSpec): string {
  const own = SAMPLER_KEYS.flatMap((key) => entry(key, sampler[key]));
  if (sampler.points?.length) own.push(['points', sampler.points.flat().join(',')]);
  return joined(sampler.sampler ?? '', [...own, ...Object.entries(sampler.settings ?? {})]);
}

export function readSampler(text: string): SamplerSpec | null {
  const { name, entries } = split(text);
  if (!name) return null;
  const sampler: Record<string, unknown> = { sampler: name };
  const settings: Record<string, Scalar> = {};
  for (const [key, value] of entries) {
    if (key === 'points') sampler['points'] = pairs(String(value));
    else if ((SAMPLER_KEYS as readonly string[]).includes(key)) sampler[key] = value;
    else settings[key] = value;
  }
  return { ...sampler, settings } as SamplerSpec;
}

function pairs(text: string): [number, number][] {
  const numbers = text.split(',').map(Number);
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, at): [number, number] => [
    numbers[2 * at] ?? 0,
    numbers[2 * at + 1] ?? 0,
  ]);
}

export function lensText({ name, settings }: LensChoice): string {
  return joined(name, Object.entries(settings));
}

export function readLens(text: string): LensChoice | null {
  const { name, entries } = split(text);
  if (!name) return null;
  return { name, settings: Object.fromEntries(entries) };
}

function entry(key: string, value: Scalar | null | undefined): [string, Scalar][] {
  return value === null || value === undefined ? [] : [[key, value]];
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
