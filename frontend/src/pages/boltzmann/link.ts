/**
 * The address of a room: `#room=ising&s=flip:0.2&p=method:gibbs&p=method:graph-cut&o=pace:60`. `s` is what all runs are
 * about, one `p` a panel, `o` how the page shows it; only what is not as the room has it from the start is written.
 */

import type { Fields } from '../../room/room.svelte';
import { fromLink, inLink, isBits } from './pixels/bits';

/** All that an address can say of a room. */
export interface Standing {
  readonly subject: Fields;
  readonly panels: readonly Fields[];
  readonly options: Fields;
}

export interface Saying extends Standing {
  readonly room: string;
}

const [PICTURE, RECORD] = ['*', '~'];

export function linkOf(room: string, now: Standing, first: Standing): string {
  const parts = [`room=${encodeURIComponent(room)}`];
  const add = (key: string, fields: Fields) => {
    if (Object.keys(fields).length > 0) parts.push(`${key}=${written(fields)}`);
  };
  add('s', apart(now.subject, first.subject));
  if (JSON.stringify(now.panels) !== JSON.stringify(first.panels))
    for (const panel of now.panels) parts.push(`p=${written(panel)}`);
  add('o', apart(now.options, first.options));
  return `#${parts.join('&')}`;
}

/** The room that an address names, or '' where it names none. */
export function roomIn(hash: string): string {
  return pairsOf(hash).find(([key]) => key === 'room')?.[1] ?? '';
}

/** What an address says of its room, the rest as the room has it. Errors: a sentence if part of it cannot be read. */
export function readLink(hash: string, first: Standing): Standing {
  const pairs = pairsOf(hash);
  const all = (key: string) => pairs.filter(([name]) => name === key).map(([, text]) => read(text));
  const panels = all('p');
  return {
    subject: { ...first.subject, ...all('s')[0] },
    panels: panels.length > 0 ? panels : first.panels,
    options: { ...first.options, ...all('o')[0] },
  };
}

function pairsOf(hash: string): [string, string][] {
  return hash
    .replace(/^#/, '')
    .split('&')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    });
}

/** What of `now` is not as in `first`. */
function apart(now: Fields, first: Fields): Fields {
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(first[name])),
  );
}

function written(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}:${textOf(value)}`)
    .join(';');
}

function textOf(value: unknown): string {
  if (isBits(value)) return PICTURE + inLink(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && value !== '' && valueOf(value) === value && /^\w/.test(value))
    return encodeURIComponent(value);
  return RECORD + encodeURIComponent(JSON.stringify(value));
}

function read(text: string): Fields {
  try {
    return Object.fromEntries(
      text
        .split(';')
        .filter((part) => part !== '')
        .map((part) => {
          const at = part.indexOf(':');
          if (at < 0) throw new Error(part);
          return [decodeURIComponent(part.slice(0, at)), valueOf(decodeURIComponent(part.slice(at + 1)))];
        }),
    );
  } catch {
    throw new Error('Part of this link cannot be read; ask for it again, or begin from here.');
  }
}

function valueOf(text: string): unknown {
  if (text.startsWith(PICTURE)) return fromLink(text.slice(1));
  if (text.startsWith(RECORD)) return JSON.parse(text.slice(1)) as unknown;
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
