// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';

import type { Looked } from '../../src/live/score';
import { paintAdded } from '../../src/seen/painted';
import type { Place } from '../../src/sight/places.svelte';
import { fake, recordCanvas } from '../mounted';

class Path {
  constructor(readonly d: string) {}
}
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const INK = { colour: (token: string) => `the ${token}`, font: 'serif' };
const LOOK = fake<Looked>({
  marks: new Map([
    ['way', new Float32Array([-4, -4, 0, 0, 4, 4])],
    ['up', new Float32Array([0, 0])],
  ]) as never,
  look: {
    marks: {
      way: { shape: 'arrow', role: 'path', label: '+1.00' },
      up: { shape: 'points', role: 'negative', label: '' },
    },
    offers: { pair_1: { label: '1', settings: {}, x: -2, y: 0, key: '1' } },
  } as never,
});
const PIN: Place = { name: 'a', kind: 'point', title: 'a', description: '', points: [{ x: 2, y: 2 }] };
const corners = [
  { x: 0, y: 0 },
  { x: 2, y: 0 },
  { x: 2, y: 2 },
];
const LASSO: Place = { name: 'around', kind: 'polygon', title: 'region', description: '', points: corners };

function painted(edge: number, added: Parameters<typeof paintAdded>[1]) {
  vi.stubGlobal('Path2D', Path);
  const { calls } = recordCanvas();
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) throw new Error('no pen');
  const seen: string[] = [];
  const note = (kind: string) => (path: Path) =>
    void seen.push(`${kind} ${path.d} ${String(kind === 'fill' ? pen.fillStyle : pen.strokeStyle)}`);
  // arcs are stroked without a path
  pen.stroke = ((path?: Path) => path && note('stroke')(path)) as never;
  pen.fill = ((path?: Path) => path && note('fill')(path)) as never;
  paintAdded(pen, added, edge, INK);
  return { seen, calls };
}

it('marks are painted as they are drawn on the page: halo, stroke, head and label', () => {
  const { seen, calls } = painted(200, { look: LOOK, places: [], frustum: { x: 0, y: 0, zoom: 1 } });
  expect(seen).toEqual([
    'stroke M0.0 200.0L100.0 100.0L200.0 0.0 the --figure',
    'stroke M0.0 200.0L100.0 100.0L200.0 0.0 the --text-1',
    expect.stringMatching(/^fill M200\.0 0\.0L.*Z the --text-1$/),
    'stroke M100.0 100.0h0 the --figure',
    'stroke M100.0 100.0h0 the --bad',
  ]);
  expect(calls).toContainEqual(['fillText', '+1.00', 150, 41]);
  expect(calls).toContainEqual(['rect', 0, 0, 200, 200]);
});

it('pins and lassos stand where the camera sees them, and small pictures have no words', () => {
  const { seen, calls } = painted(100, { look: LOOK, places: [PIN, LASSO], frustum: { x: 2, y: 2, zoom: 2 } });
  expect(seen).toContain('fill M0.0 100.0L50.0 100.0L50.0 50.0Z the --warn');
  expect(calls).toContainEqual(['arc', 50, 50, 11, 0, 2 * Math.PI]);
  expect(calls.filter(([name]) => name === 'fillText')).toEqual([
    ['fillText', 'a', 50, 50.5],
    ['fillText', '1', -50, 100.5],
  ]);
});
