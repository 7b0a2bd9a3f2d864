import { expect, it } from 'vitest';

import { linkOf, readLink, roomIn } from '../../../src/pages/boltzmann/link';
import { blank, toBits } from '../../../src/pages/boltzmann/pixels/bits';

const FIRST = {
  subject: { picture: 'letter-a', flip: 0.1, pixels: null },
  panels: [{ method: 'gibbs' }, { method: 'icm' }],
  options: { pace: 30, wrong: false },
};
const again = (now: typeof FIRST) => readLink(linkOf('ising', now, FIRST), FIRST);

it('says nothing but the room where all is as it comes', () => {
  expect(linkOf('ising', FIRST, FIRST)).toBe('#room=ising');
  expect(readLink('#room=ising', FIRST)).toEqual(FIRST);
  expect([roomIn('#room=phase&s=side:8'), roomIn(''), roomIn('#v=1&t=x')]).toEqual(['phase', '', '']);
});

it('says what was set, and reads it again with its type', () => {
  const now = {
    subject: { picture: '12', flip: 0.2, pixels: null, title: 'a;b:c&d=e #%' },
    panels: [{ method: 'gibbs', beta: 0.5, field_strength: null, sweeps: 40 }],
    options: { pace: null, wrong: true },
  };
  const link = linkOf('ising', now as never, FIRST);
  expect(link).toContain('&p=method:gibbs;beta:0.5;field_strength:~null;sweeps:40');
  expect(link).toContain('&o=pace:~null;wrong:true');
  expect(readLink(link, FIRST)).toEqual(now);
});

it('carries a drawing', () => {
  const pixels = toBits({ ...blank(40, 30), pixels: new Uint8Array(1200).fill(1, 300, 700) });
  const now = { ...FIRST, subject: { ...FIRST.subject, pixels: pixels as never } };
  expect(again(now).subject['pixels']).toEqual(pixels);
  expect(linkOf('ising', now, FIRST).length).toBeLessThan(60);
});

it.each(['#room=ising&s=flip', '#room=ising&s=pixels:*9x9.r', '#room=ising&p=a:%E0%A4%A', '#room=ising&o=x:~{'])(
  'refuses %s in a sentence',
  (hash) => {
    expect(() => readLink(hash, FIRST)).toThrow('Part of this link cannot be read');
  },
);
