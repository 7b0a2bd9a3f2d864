import { expect, it } from 'vitest';

import { faint, lineOf, shared } from '../../../../src/pages/boltzmann/machines/curves';
import { ahead, nats } from '../../../../src/pages/boltzmann/machines/nats';
import type { Frame } from '../../../../src/stream/decoder';

const frameOf = (name: string, x: number[], y: number[]) =>
  ({ shape: 'curves', curves: new Map([[name, { x, y }]]) }) as unknown as Frame;

it('takes a line out of a frame, with gaps, and the longest of those that runs share', () => {
  const [short, long] = [frameOf('base', [0, 1], [-25, -25]), frameOf('base', [0, 4], [-25, NaN])];
  expect(lineOf(long, 'base')).toEqual({ x: [0, 4], y: [-25, null] });
  expect(lineOf(null, 'base')).toBeNull();
  expect(shared([short, null, long], 'base', 'independent').map(({ x }) => x)).toEqual([[0, 4]]);
  expect(shared([null], 'base', 'independent')).toEqual([]);
  expect([faint('#63bdee'), faint('currentColor')]).toEqual(['#63bdee88', 'currentColor']);
});

it('says nats with their sign, and how far ahead they are', () => {
  expect([nats(-17.834), nats(0.5)]).toEqual(['−17.83', '0.50']);
  expect(ahead(-17.9, -25.25)).toBe('7.35 above independent pixels (−25.25)');
  expect(ahead(-27, -25.25)).toBe('1.75 below independent pixels (−25.25)');
  expect(ahead(-25.251, -25.25)).toBe('no better than independent pixels (−25.25)');
  expect(ahead(null, -25)).toBe('');
});
