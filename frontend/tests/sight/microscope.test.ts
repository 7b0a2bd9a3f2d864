import { expect, it, vi } from 'vitest';

import { Signal } from '../../src/lib/signal';
import { Microscope } from '../../src/sight/microscope.svelte';
import type { Taught, Watched } from '../../src/protocol/generated';
import { LESSON, step } from '../microscope/steps';

function looking(sampling: 'idle' | 'walking' | 'paused' | 'finished' = 'paused') {
  const orders: unknown[][] = [];
  const order = (name: string) => vi.fn((...given: unknown[]) => void orders.push([name, ...given]));
  const panels = [{ run: 'r1', state: { sampling } }];
  const stepped = new Signal<[Watched | Taught]>();
  const laidOut = new Signal<[readonly string[], never]>();
  const verbs = { watch: order('watch'), step: order('step'), pause: order('pause'), sample: order('sample') };
  const microscope = new Microscope({ panels, stepped, laidOut, ...verbs } as never);
  const told = (run = 'r1') => stepped.send({ type: 'watched', run, seen: step() });
  return { microscope, orders, told, stepped, panels, laidOut };
}

it('watches the particle that was pressed and takes one step', () => {
  const { microscope, orders, told } = looking();
  microscope.open('r1', 'sampling', { x: 1, y: 2 });
  expect(orders).toEqual([
    ['watch', 'r1', 'sampling', { near: [1, 2] }],
    ['step', 'sampling', 1, ['r1']],
  ]);
  told('other');
  expect(microscope.seen).toBeNull();
  told();
  expect([microscope.seen?.particle, microscope.beat, microscope.playing]).toEqual([173, 0, true]);
  microscope.advance(2);
  microscope.advance(2);
  expect([microscope.beat, microscope.playing]).toEqual([2, false]);
  microscope.play(2);
  expect([microscope.beat, microscope.playing]).toEqual([0, true]);
  microscope.turn(1);
  expect([microscope.beat, microscope.playing]).toEqual([1, false]);
  microscope.again();
  expect(orders.at(-1)).toEqual(['step', 'sampling', 1, ['r1']]);
  microscope.close();
  expect(orders.at(-1)).toEqual(['watch', 'r1', 'sampling']);
  expect(microscope.run).toBeNull();
});

it('holds a walk that goes, and begins one where there is none', () => {
  for (const [sampling, first] of [
    ['walking', ['pause']],
    ['idle', ['sample', 'pause']],
    ['finished', ['sample', 'pause']],
  ] as const) {
    const { microscope, orders } = looking(sampling);
    microscope.open('r1', 'sampling', { x: 0, y: 0 });
    expect(orders.map(([name]) => name)).toEqual([...first, 'watch', 'step']);
  }
});

it('looks at steps of training, and at nothing of a panel that is gone', () => {
  const { microscope, orders, stepped, panels, laidOut } = looking();
  microscope.open('r1', 'training', { x: 0, y: 0 });
  expect(orders.map(([name]) => name)).toEqual(['pause', 'watch', 'step']);
  stepped.send({ type: 'taught', run: 'r1', lesson: LESSON });
  expect([microscope.lesson?.step, microscope.seen]).toEqual([12, null]);
  panels.length = 0;
  laidOut.send([], undefined as never);
  expect(microscope.run).toBeNull();
});

it('says that another page took it elsewhere, keeps its own step on show, and comes back with the next', () => {
  const { microscope, orders, stepped, told } = looking();
  microscope.open('r1', 'sampling', { x: 1, y: 2 });
  told();
  const mine = microscope.seen;
  stepped.send({ type: 'watched', run: 'r1', seen: { ...step(), particle: 5 } });
  expect([microscope.elsewhere, microscope.seen]).toEqual([true, mine]);
  microscope.again();
  expect(orders.slice(-2)).toEqual([
    ['watch', 'r1', 'sampling', { particle: 173 }],
    ['step', 'sampling', 1, ['r1']],
  ]);
  // where it stands, which is known with the parts that led there
  microscope.turn(1);
  stepped.send({ type: 'watched', run: 'r1', seen: { ...step(), parts: [] } });
  expect([microscope.elsewhere, microscope.seen, microscope.beat]).toEqual([false, mine, 1]);
});
