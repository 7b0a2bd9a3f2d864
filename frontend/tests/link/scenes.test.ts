import { describe, expect, it } from 'vitest';

import { linkFault, readLink, writeLink } from '../../src/link/link';
import type { Target } from '../../src/pad/target';
import type { PanelSpec, RunSpec, SamplerSpec, Scene } from '../../src/protocol/generated';

/** Even numbers in [0, 1) that are the same every time: mulberry32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A scene that a page could show; what is drawn lies on its grid of thousandths. */
function drawn(seed: number): Scene {
  const roll = dice(seed);
  const pick = <T>(...choices: readonly [T, ...T[]]): T => choices[Math.floor(roll() * choices.length)] ?? choices[0];
  const number = (size = 4) => Math.round((roll() - 0.5) * 2 * size * 1000) / 1000;
  const many = <T>(most: number, make: () => T): T[] => Array.from({ length: Math.floor(roll() * (most + 1)) }, make);
  const settings = () =>
    Object.fromEntries(
      many(3, () => [pick('step_size', 'a&b=c;d', 'x'), pick<number | boolean | string>(number(), true, 'mala', '%')]),
    );
  const sampler = (): SamplerSpec => ({
    sampler: pick('langevin', 'hmc'),
    ...(roll() < 0.5
      ? { field: pick<'learned' | 'exact'>('learned', 'exact'), n_particles: Math.ceil(roll() * 900) }
      : {}),
    ...(roll() < 0.3 ? { init: 'points', points: [[number(), number()]] } : {}),
    settings: settings(),
  });
  const run = (): RunSpec => ({
    objective: pick('score-matching', 'of somebody/else'),
    ...(roll() < 0.3
      ? { model: pick<'score' | 'energy'>('score', 'energy'), architecture: 'mine', seed: Math.floor(roll() * 99) }
      : {}),
    ...(roll() < 0.3 ? { data: { n_points: 400 } } : {}),
    network: roll() < 0.3 ? { width: 64 } : {},
    optimiser: roll() < 0.3 ? { learning_rate: 0.01 } : {},
    settings: settings(),
  });
  const stroke = () => ({
    points: [[number(), number()] as [number, number], ...many(5, (): [number, number] => [number(), number()])],
    width: pick(0.2, 0.05),
    weight: pick(1, 2.5),
    erase: roll() < 0.2,
  });
  const subject = pick<Target>(
    { kind: 'preset', name: pick('rings', 'third_party!s') },
    { kind: 'mixture', components: [{ weight: 0.5, mean: [number(), number()], scale: 0.3 }] },
    { kind: 'drawing', strokes: many(3, stroke) },
  );
  const processes = many(4, (): PanelSpec => ({ run: run(), ...(roll() < 0.4 ? { sampler: sampler() } : {}) }));
  const sights = {
    ...(roll() < 0.5 ? { lens: { name: pick('energy', 'basins'), settings: settings() } } : {}),
    ...(roll() < 0.5 ? { layers: pick('', 'density', 'energy.truth;2+streamlines-arrows;d1') } : {}),
    ...(roll() < 0.5 ? { camera: { x: number(), y: number(), zoom: 1 + roll() } } : {}),
    ...(roll() < 0.5 ? { pace: 1 + Math.floor(roll() * 500) } : {}),
    ...(roll() < 0.5 ? { training_pace: 1 + roll() } : {}),
  };
  return {
    subject,
    ...(processes.length > 0 ? { processes } : {}),
    ...(roll() < 0.8 ? { common: { sampler: sampler() } } : {}),
    ...(Object.keys(sights).length > 0 ? { sights } : {}),
  };
}

describe('a scene as a link', () => {
  it('is the same scene, and the same text, again: 300 of them', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const scene = drawn(seed);
      const link = writeLink(scene);
      expect(linkFault(link), link).toBeNull();
      expect(readLink(link), link).toEqual(scene);
      expect(writeLink(readLink(link))).toBe(link);
    }
  });
});
