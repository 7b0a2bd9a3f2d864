import { describe, expect, it } from 'vitest';

import type { Probed } from '../../src/protocol/generated';
import { logRatio, Prober, trueLogRatio } from '../../src/sight/probe.svelte';

type Asked = { question: string; points: [number, number][] };

function prober(runs = ['a', 'b']) {
  const asked: Asked[] = [];
  const clock = { now: 0 };
  const made = new Prober(
    (question, points) => asked.push({ question, points }) > 0,
    () => runs.length,
    () => clock.now,
  );
  const answer = (index: number, run: string, energy: number | null = null): Probed => {
    const { question, points } = asked[index] ?? { question: '', points: [] };
    const readings = points.map(([x, y]) => ({
      score: [x, y] as [number, number],
      true_score: [0, 0] as [number, number],
      energy: energy === null ? null : energy + x,
      true_log_density: -x,
    }));
    return { type: 'probed', run, question, step: 7, log_z: energy === null ? null : 2, log_z_step: 7, readings };
  };
  return { made, asked, answer, clock };
}

describe('the probe', () => {
  it('asks all panels at once and shows an answer when all have given it', () => {
    const { made, asked, answer } = prober();
    const point = { x: 1, y: 2 };
    made.hover(point);
    expect(asked[0]?.points).toEqual([[1, 2]]);
    made.heard(answer(0, 'a'));
    expect(made.at('a', point)).toBeNull();
    made.heard(answer(0, 'b', 3));
    expect(made.at('a', point)?.reading.score).toEqual([1, 2]);
    expect(made.at('b', point)?.logDensity).toBe(-(3 + 1) - 2);
    expect(made.at('a', point)?.logDensity).toBeNull();
  });

  it('puts one question at a time, and of those that wait the newest', () => {
    const { made, asked, answer } = prober(['a']);
    for (const x of [1, 2, 3]) made.hover({ x, y: 0 });
    expect(asked).toHaveLength(1);
    made.heard(answer(0, 'a'));
    expect(asked.map(({ points }) => points)).toEqual([[[1, 0]], [[3, 0]]]);
    made.heard(answer(1, 'a'));
    expect(asked).toHaveLength(2);
  });

  it('says nothing of a point that it was not asked', () => {
    const { made, answer } = prober(['a']);
    made.hover({ x: 1, y: 0 });
    made.heard(answer(0, 'a'));
    expect(made.at('a', { x: 1, y: 0.001 })).toBeNull();
    expect(made.at('gone', { x: 1, y: 0 })).toBeNull();
  });

  it('does not listen to the answers that another page asked for', () => {
    const { made, answer } = prober(['a']);
    made.hover({ x: 1, y: 0 });
    made.heard({ ...answer(0, 'a'), question: 'another-0' });
    expect(made.at('a', { x: 1, y: 0 })).toBeNull();
  });

  it('does not wait for ever for a run whose worker has died', () => {
    const { made, asked, clock } = prober();
    made.hover({ x: 1, y: 0 });
    made.hover({ x: 2, y: 0 });
    expect(asked).toHaveLength(1);
    clock.now = 2000;
    made.refresh();
    expect(asked).toHaveLength(2);
  });

  it('compares two points without log Z, and begins anew with the third', () => {
    const { made, asked, answer } = prober(['a']);
    const [first, second] = [
      { x: 1, y: 0 },
      { x: 3, y: 0 },
    ];
    made.mark(first);
    made.heard(answer(0, 'a', 5));
    made.mark(second);
    made.heard(answer(1, 'a', 5));
    expect(asked[1]?.points).toEqual([
      [1, 0],
      [3, 0],
    ]);
    const found = [made.at('a', first), made.at('a', second)] as const;
    expect(logRatio(...found)).toBe(8 - 6);
    expect(trueLogRatio(...found)).toBe(2);
    expect(logRatio(found[0], null)).toBeNull();
    made.mark({ x: 0, y: 0 });
    expect(made.marks).toEqual([{ x: 0, y: 0 }]);
  });

  it('of a score gives no ratio', () => {
    const { made, answer } = prober(['a']);
    made.mark({ x: 1, y: 0 });
    made.heard(answer(0, 'a'));
    expect(logRatio(made.at('a', { x: 1, y: 0 }), made.at('a', { x: 1, y: 0 }))).toBeNull();
  });
});
