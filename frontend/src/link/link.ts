/**
 * The address of the page <-> what it shows. The one place that reads or writes the link.
 *
 *   #v=1                               version of the link
 *   #t=preset.two-gaussians            a preset
 *   #t=drawing.<strokes>               a drawing, see link-target.ts
 *   #p=NAME;model=energy;sigma=.1      a panel: its objective, then settings; repeated once a panel
 *   #s=langevin;field=exact            the sampler of all panels
 *   #o=2;mala;field=exact              the sampler that the second panel has of its own
 *   #l=low-density;quantile=.02        the lens, with its settings
 *   #y=density.arrows;1+contours       the layers on show, see layers.svelte.ts
 *   #c=2.5,0,4                         the camera: centre and zoom, where it does not see the whole box
 *   #w=120                             the pace of walks, steps per second at most
 *   #u=30                              the pace of training, steps per second at most
 *
 * How panels, samplers and lenses are written: link-specs.ts. To put another thing into the link: one field in `Linked` and one record in `PARTS`.
 */

import type { RunSpec, SamplerSpec } from '../protocol/generated';
import type { LensChoice } from '../live/wanted';
import { lensText, readLens, readRun, readSampler, runText, samplerText } from './specs';
import { readTarget, targetText } from './targets';
import type { Target } from '../pad/target';

export interface Linked {
  readonly target: Target | null;
  readonly runs: readonly RunSpec[];
  readonly sampler: SamplerSpec | null;
  /** By panel; null or missing follows the common sampler. */
  readonly samplers: readonly (SamplerSpec | null)[];
  readonly lens: LensChoice | null;
  readonly pace: number | null;
  readonly trainingPace: number | null;
  readonly layers: string | null;
  readonly camera: string | null;
}

/** One thing a link carries: under which key, and how it is written and read. */
interface Part<T> {
  readonly key: string;
  /** What a sentence calls it. */
  readonly words: string;
  /** What the page has when the link does not say. */
  readonly absent: T;
  /** The values to write under the key: none, one or one a panel. */
  readonly write: (value: T) => readonly string[];
  /** From the values under the key, at least one; null (or an error) when they make no sense. */
  readonly read: (values: readonly [string, ...string[]]) => T | null;
}

const PARTS: { readonly [Name in keyof Linked]: Part<Linked[Name]> } = {
  target: {
    key: 't',
    words: 'the drawing',
    absent: null,
    write: (target) => (target ? [targetText(target)] : []),
    read: ([text]) => readTarget(text),
  },
  runs: {
    key: 'p',
    words: 'the panels',
    absent: [],
    write: (runs) => runs.map(runText),
    read: (texts) => texts.map(readRun),
  },
  sampler: {
    key: 's',
    words: 'the sampler',
    absent: null,
    write: (sampler) => (sampler ? [samplerText(sampler)] : []),
    read: ([text]) => readSampler(text),
  },
  samplers: {
    key: 'o',
    words: 'samplers of single panels',
    absent: [],
    write: (samplers) => samplers.flatMap((own, place) => (own ? [`${place + 1};${samplerText(own)}`] : [])),
    read: readOwn,
  },
  lens: {
    key: 'l',
    words: 'the lens',
    absent: null,
    write: (lens) => (lens ? [lensText(lens)] : []),
    read: ([text]) => readLens(text),
  },
  pace: pacePart('w', 'the pace'),
  trainingPace: pacePart('u', 'the pace of training'),
  layers: textPart('y', 'the layers', /^[a-z.]*(;[1-8]([+-][a-z]+)+)*(;d[1-8])?$/),
  camera: textPart('c', 'the zoom', /^-?[\d.]+,-?[\d.]+,[\d.]+$/),
};

function readOwn(texts: readonly string[]): (SamplerSpec | null)[] | null {
  const samplers: (SamplerSpec | null)[] = [];
  for (const text of texts) {
    const [, place, sampler] = /^([1-8]);(.+)$/s.exec(text) ?? [];
    if (place === undefined || sampler === undefined) return null;
    while (samplers.length < Number(place)) samplers.push(null);
    samplers[Number(place) - 1] = readSampler(sampler);
  }
  return samplers;
}

/** A text that its own class writes and reads. */
function textPart(key: string, words: string, form: RegExp): Part<string | null> {
  return {
    key,
    words,
    absent: null,
    write: (text) => (text === null ? [] : [text]),
    read: ([text]) => (form.test(text) ? text : null),
  };
}

/** Steps per second at most. */
function pacePart(key: string, words: string): Part<number | null> {
  return {
    key,
    words,
    absent: null,
    write: (pace) => (pace === null ? [] : [String(pace)]),
    read: ([text]) => (Number(text) > 0 && Number(text) <= 10_000 ? Number(text) : null),
  };
}

/** Raised when an older page would misread a newer link; links without a version are of the first. */
export const LINK_VERSION = 1;
const VERSION_KEY = 'v';

export function writeLink(linked: Linked): string {
  const pairs = names().flatMap((name) => written(name, linked));
  return pairs.length > 0 ? `#${[`${VERSION_KEY}=${LINK_VERSION}`, ...pairs].join('&')}` : '';
}

/** What a link says; what it does not say, or says in a way that cannot be read, is left to the page. */
export function readLink(hash: string): Linked {
  return interpreted(hash).linked;
}

/** A sentence about what of a link could not be taken, and what to do; null when all of it was. */
export function linkFault(hash: string): string | null {
  const { version, damaged, unknown } = interpreted(hash);
  const left = [...damaged, ...unknown.map((key) => `"${key}"`)];
  const rest = left.length > 0 ? `, without ${left.join(', ')}` : '';
  if (!(version <= LINK_VERSION))
    return `This link is from a newer Scorescape: it is shown as far as this page understands it${rest}; reload, or update the server, to see all of it.`;
  if (damaged.length > 0)
    return `This link is damaged: ${damaged.join(' and ')} could not be read and stayed as before; copy the whole link again.`;
  if (unknown.length > 0)
    return `This link says something that this page does not know (${unknown.join(', ')}); the rest of it is shown.`;
  return null;
}

interface Interpreted {
  readonly linked: Linked;
  readonly version: number;
  /** What was there and could not be read, in words. */
  readonly damaged: readonly string[];
  readonly unknown: readonly string[];
}

function interpreted(hash: string): Interpreted {
  const pairs = pairsOf(hash);
  const damaged: string[] = [];
  const all = (key: string) => pairs.filter(([name]) => name === key).map(([, value]) => value);
  const taken = <Name extends keyof Linked>(name: Name): Linked[Name] => {
    const { key, words, absent, read }: Part<Linked[Name]> = PARTS[name];
    const [first, ...more] = all(key);
    if (first === undefined) return absent;
    const value = attempt(() => read([first, ...more]));
    if (value === null) damaged.push(words);
    return value ?? absent;
  };
  const linked = Object.fromEntries(names().map((name) => [name, taken(name)])) as unknown as Linked;
  const known = [VERSION_KEY, ...names().map((name) => PARTS[name].key)];
  const unknown = [...new Set(pairs.map(([key]) => key).filter((key) => !known.includes(key)))];
  return { linked, version: Number(all(VERSION_KEY)[0] ?? 1), damaged, unknown };
}

function names(): (keyof Linked)[] {
  return Object.keys(PARTS) as (keyof Linked)[];
}

function written<Name extends keyof Linked>(name: Name, linked: Linked): string[] {
  const { key, write }: Part<Linked[Name]> = PARTS[name];
  return write(linked[name]).map((text) => `${key}=${text}`);
}

function pairsOf(hash: string): (readonly [key: string, value: string])[] {
  const parts = hash.replace(/^#/, '').split('&').filter(Boolean);
  return parts.map((part) => {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
    return [key, value];
  });
}

/** A link may hold anything: what cannot be decoded is null like what makes no sense. */
function attempt<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
