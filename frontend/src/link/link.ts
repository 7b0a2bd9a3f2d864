/**
 * A scene <-> its text in the page's address. The one place that writes the link, or reads it on the page.
 *
 *   #v=1                               version of the link
 *   #g=ID                              an entry of the gallery, with what it has learnt; alone
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
 * How panels, samplers and lenses are written: specs.ts. To put another thing into the link: one record in `PARTS`, and its
 * twin where a script reads links, models/scenes/link.py.
 */

import { isTarget } from '../pad/target';
import { SCENE_VERSION, type Camera, type Scene, type Sights } from '../protocol/generated';
import { commonSampler, panelsOf } from './panels';
import { lensText, readLens, readRun, readSampler, runText, samplerText } from './specs';
import { readTarget, targetText } from './targets';

type Values = readonly [string, ...string[]];

/** One thing a link carries: under which key, and how it is written and read. */
interface Part {
  readonly key: string;
  /** What a sentence calls it. */
  readonly words: string;
  /** The values to write under the key: none, one or one a panel. */
  readonly write: (scene: Scene) => readonly string[];
  /** The scene with what the values under the key say; null (or an error) when they make no sense. */
  readonly read: (values: Values, scene: Scene) => Scene | null;
}

const PARTS: readonly Part[] = [
  {
    key: 't',
    words: 'the drawing',
    write: ({ subject }) => (isTarget(subject) ? [targetText(subject)] : []),
    read: ([text], scene) => {
      const subject = readTarget(text);
      return subject && { ...scene, subject };
    },
  },
  {
    key: 'p',
    words: 'the panels',
    write: (scene) => panelsOf(scene).map(({ run }) => runText(run)),
    read: (texts, scene) => ({ ...scene, processes: texts.map((text) => ({ run: readRun(text) })) }),
  },
  {
    key: 's',
    words: 'the sampler',
    write: (scene) => [commonSampler(scene)].flatMap((sampler) => (sampler ? [samplerText(sampler)] : [])),
    read: ([text], scene) => {
      const sampler = readSampler(text);
      return sampler && { ...scene, common: { sampler } };
    },
  },
  {
    key: 'o',
    words: 'samplers of single panels',
    write: (scene) =>
      panelsOf(scene).flatMap(({ sampler }, place) => (sampler ? [`${place + 1};${samplerText(sampler)}`] : [])),
    read: readOwn,
  },
  sightPart('l', 'the lens', 'lens', ({ name, settings = {} }) => lensText({ name, settings }), readLens),
  pacePart('w', 'the pace', 'pace'),
  pacePart('u', 'the pace of training', 'training_pace'),
  sightPart(
    'y',
    'the layers',
    'layers',
    (layers) => layers,
    (text) => (/^[a-z.-]*(;[1-8]([+-][a-z]+)+)*(;d[1-8])?$/.test(text) ? text : null),
  ),
  sightPart('c', 'the zoom', 'camera', ({ x, y, zoom }) => [x, y, zoom].join(','), readCamera),
];

/** `2;mala;field=exact`: the sampler of the second panel. Panels are read before. */
function readOwn(texts: Values, scene: Scene): Scene | null {
  const processes = [...(scene.processes ?? [])];
  for (const text of texts) {
    const [, place, told] = /^([1-8]);(.+)$/s.exec(text) ?? [];
    const sampler = told === undefined ? null : readSampler(told);
    if (!sampler) return null;
    const at = Number(place) - 1;
    if (processes[at]) processes[at] = { ...processes[at], sampler };
  }
  return { ...scene, processes };
}

type Sighted<Name extends keyof Sights> = NonNullable<Sights[Name]>;

/** One thing about how the scene is looked at. */
function sightPart<Name extends keyof Sights>(
  key: string,
  words: string,
  name: Name,
  write: (value: Sighted<Name>) => string,
  read: (text: string) => Sighted<Name> | null,
): Part {
  return {
    key,
    words,
    write: ({ sights }) => {
      const value: Sights[Name] | undefined = sights?.[name];
      return value === null || value === undefined ? [] : [write(value)];
    },
    read: ([text], scene) => {
      const value = read(text);
      return value === null ? null : { ...scene, sights: { ...scene.sights, [name]: value } };
    },
  };
}

/** Steps per second at most. */
function pacePart(key: string, words: string, name: 'pace' | 'training_pace'): Part {
  return sightPart(key, words, name, String, (text) =>
    Number(text) > 0 && Number(text) <= 10_000 ? Number(text) : null,
  );
}

function readCamera(text: string): Camera | null {
  if (!/^-?[\d.]+,-?[\d.]+,[\d.]+$/.test(text)) return null;
  const [x = NaN, y = NaN, zoom = NaN] = text.split(',').map(Number);
  return [x, y, zoom].every(Number.isFinite) ? { x, y, zoom } : null;
}

/** The link is how a scene of this version is written as text; links without a version are of the first. */
const VERSION_KEY = 'v';
const ENTRY_KEY = 'g';

/** The entry of the gallery that a link names; null for one that says what is on show itself. */
export function entryIn(hash: string): string | null {
  return pairsOf(hash).find(([key]) => key === ENTRY_KEY)?.[1] ?? null;
}

export function entryLink(id: string): string {
  return `#${ENTRY_KEY}=${encodeURIComponent(id)}`;
}

export function writeLink(scene: Scene): string {
  const pairs = PARTS.flatMap(({ key, write }) => write(scene).map((text) => `${key}=${text}`));
  return pairs.length > 0 ? `#${[`${VERSION_KEY}=${SCENE_VERSION}`, ...pairs].join('&')}` : '';
}

/** What a link says; what it does not say, or says in a way that cannot be read, is left to the page. */
export function readLink(hash: string): Scene {
  return interpreted(hash).scene;
}

/** A sentence about what of a link could not be taken, and what to do; null when all of it was. */
export function linkFault(hash: string): string | null {
  const { version, damaged, unknown } = interpreted(hash);
  const left = [...damaged, ...unknown.map((key) => `"${key}"`)];
  const rest = left.length > 0 ? `, without ${left.join(', ')}` : '';
  if (!(version <= SCENE_VERSION))
    return `This link is from a newer Scorescape: it is shown as far as this page understands it${rest}; reload, or update the server, to see all of it.`;
  if (damaged.length > 0)
    return `This link is damaged: ${damaged.join(' and ')} could not be read and stayed as before; copy the whole link again.`;
  if (unknown.length > 0)
    return `This link says something that this page does not know (${unknown.join(', ')}); the rest of it is shown.`;
  return null;
}

interface Interpreted {
  readonly scene: Scene;
  readonly version: number;
  /** What was there and could not be read, in words. */
  readonly damaged: readonly string[];
  readonly unknown: readonly string[];
}

function interpreted(hash: string): Interpreted {
  const pairs = pairsOf(hash);
  const damaged: string[] = [];
  const all = (key: string) => pairs.filter(([name]) => name === key).map(([, value]) => value);
  let scene: Scene = {};
  for (const { key, words, read } of PARTS) {
    const [first, ...more] = all(key);
    if (first === undefined) continue;
    const before = scene;
    const after = attempt(() => read([first, ...more], before));
    if (after === null) damaged.push(words);
    else scene = after;
  }
  const known = [VERSION_KEY, ENTRY_KEY, ...PARTS.map(({ key }) => key)];
  const unknown = [...new Set(pairs.map(([key]) => key).filter((key) => !known.includes(key)))];
  return { scene, version: Number(all(VERSION_KEY)[0] ?? 1), damaged, unknown };
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
