import { describe, expect, it } from 'vitest';

import { Combiner } from '../../src/pad/combiner.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import type { Target } from '../../src/pad/target';
import type { TargetSpec } from '../../src/protocol/generated';
import { previewOf } from './previews';

const A: Target = { kind: 'preset', name: 'two-moons' };
const B: Target = { kind: 'preset', name: 'rings' };

class Server {
  asked: TargetSpec[] = [];
  #answers: (() => void)[] = [];
  refusal: string | null = null;

  async preview(target: TargetSpec) {
    this.asked.push(target);
    await new Promise<void>((resolve) => this.#answers.push(resolve));
    if (this.refusal) throw new Error(this.refusal);
    return previewOf([]);
  }

  async answer() {
    this.#answers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function begun() {
  const server = new Server();
  const combiner = new Combiner(server);
  combiner.begin(A, 'Two moons');
  return { server, combiner };
}

describe('combining', () => {
  it('asks once there are two, and takes what was shown', async () => {
    const { server, combiner } = begun();
    expect(server.asked).toEqual([]);
    combiner.add('Rings', B);
    expect(server.asked).toEqual([{ kind: 'product', of: [A, B], powers: [1, 1] }]);
    await server.answer();
    const drawing = new Drawing(A);
    combiner.take(drawing);
    expect(drawing.target).toEqual({ kind: 'product', of: [A, B], powers: [1, 1] });
    expect([combiner.shown, combiner.chosen.length]).toEqual([false, 0]);
    drawing.undo();
    expect(drawing.target).toEqual(A);
  });

  it('of a slider asks for the newest alone, and shows no older answer', async () => {
    const { server, combiner } = begun();
    combiner.add('Rings', B);
    for (const power of [2, 3, 4]) combiner.weigh(1, { power });
    await server.answer();
    expect([server.asked.length, combiner.offer]).toEqual([2, null]);
    await server.answer();
    expect(server.asked.at(-1)).toEqual({ kind: 'product', of: [A, B], powers: [1, 4] });
    expect(combiner.offer?.target).toEqual(server.asked.at(-1));
    expect(combiner.busy).toBe(false);
  });

  it('says what the model refuses, and has nothing to take then', async () => {
    const { server, combiner } = begun();
    server.refusal = 'The experts overlap in exp(-60) of their mass.';
    combiner.add('Rings', B);
    await server.answer();
    expect([combiner.fault, combiner.offer]).toEqual([server.refusal, null]);
  });

  it('of a negation takes the first two, in either order, by a floor or by odds', () => {
    const { combiner } = begun();
    combiner.add('Rings', B);
    combiner.add('Moons again', A);
    combiner.turn('negation');
    combiner.swap();
    combiner.deepen({ floor: 0.2 });
    expect(combiner.wanted).toEqual({ kind: 'negation', of: [B, A], floor: 0.2 });
    combiner.deepen({ odds: 2 });
    expect(combiner.wanted).toEqual({ kind: 'negation', of: [B, A], floor: 0.2, odds: 2 });
    combiner.add('a third', B);
    expect(combiner.chosen.length).toBe(2);
  });

  it('changes what is combined already', () => {
    const combiner = new Combiner(new Server());
    const target = { kind: 'product' as const, of: [A, B], powers: [2, 0.5] };
    combiner.change(target, ({ kind }) => kind);
    expect(combiner.wanted).toEqual(target);
  });

  it('holds drawings, the newest first and each once', () => {
    const { combiner } = begun();
    combiner.hold('Rings', B);
    combiner.hold('Moons', A);
    combiner.hold('Rings', B);
    expect(combiner.held.map(({ name }) => name)).toEqual(['Rings', 'Moons']);
    const [first] = combiner.held;
    if (first) combiner.release(first);
    expect(combiner.held.map(({ name }) => name)).toEqual(['Moons']);
  });
});
