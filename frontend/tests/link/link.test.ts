import { describe, expect, it } from 'vitest';

import { linkFault, readLink, writeLink } from '../../src/link/link';
import { marksText } from '../../src/link/targets';
import type { Target } from '../../src/pad/target';
import type { Scene } from '../../src/protocol/generated';

const DRAWING: Target = {
  kind: 'drawing',
  strokes: [
    {
      points: [
        [-2.5, 0.001],
        [-2.499, 0],
        [3.999, -4],
      ],
      width: 0.2,
      weight: 1.5,
      erase: false,
    },
    { points: [[0, 0]], width: 0.05, weight: 1, erase: true },
    { points: [[1, 1]], width: 0.1, weight: 2.5, erase: false, softness: 0.4, group: 12 },
    {
      points: [
        [0, 0],
        [1, 0.5],
        [2, 1],
      ],
      width: 0.2,
      weight: 1,
      erase: false,
      pressures: [0, 0.34, 1],
    },
    { source: { kind: 'preset', name: 'third_party!s' }, mass: 5, shift: [0.25, -1] },
    { source: { kind: 'mixture', components: [{ weight: 3, mean: [0.125, -2], scale: 0.3 }] }, mass: 2, shift: [0, 0] },
    {
      shares: [
        { at: [-2.46875, 0.03125], share: 0.05 },
        { at: [1, 2], share: 0.3 },
      ],
    },
  ],
};

const NOTHING: Scene = {};

function roundTrip(scene: Scene): Scene {
  const link = writeLink(scene);
  expect(linkFault(link)).toBeNull();
  expect(writeLink(readLink(link))).toBe(link);
  return readLink(link);
}

describe('the link', () => {
  it.each<[string, Target]>([
    ['a preset', { kind: 'preset', name: 'two-gaussians' }],
    ['a drawing, to the last digit', DRAWING],
    ['an empty drawing', { kind: 'drawing', strokes: [] }],
    ['a mixture', { kind: 'mixture', components: [{ weight: 0.25, mean: [2.5, -1e-7], scale: 0.3 }] }],
  ])('brings back %s', (_, target) => {
    expect(roundTrip({ subject: target }).subject).toEqual(target);
  });

  it('brings back panels with every setting and its type', () => {
    const runs = [
      { objective: 'score-matching', settings: {}, network: {}, optimiser: {} },
      {
        objective: 'contrastive-divergence',
        model: 'energy' as const,
        n_steps: 700,
        seed: 3,
        settings: { chain: 'mala & co', antithetic: true, sigma: 0.1 },
        network: { width: 64 },
        optimiser: { learning_rate: 0.005 },
        data: { n_points: 400 },
      },
    ];
    const processes = runs.map((run) => ({ run }));
    expect(roundTrip({ processes }).processes).toEqual(processes);
  });

  it('brings back the sampler', () => {
    const sampler = {
      sampler: 'langevin',
      field: 'exact' as const,
      n_particles: 500,
      init: 'points' as const,
      points: [
        [0.1, -2.25],
        [1e-7, 3],
      ] as [number, number][],
      settings: { step_size: 0.01 },
    };
    expect(roundTrip({ common: { sampler } }).common).toEqual({ sampler });
  });

  it("brings back panels' own samplers at their places", () => {
    const own = { sampler: 'mala', field: 'exact' as const, settings: { step_size: 0.02 } };
    const run = { objective: 'diffusion', settings: {}, network: {}, optimiser: {} };
    const processes = [{ run }, { run, sampler: own }];
    expect(roundTrip({ processes }).processes).toEqual(processes);
  });

  it('of a stroke is short: a few characters a point', () => {
    const points = Array.from({ length: 100 }, (_, index): [number, number] => [index * 0.03, Math.sin(index * 0.03)]);
    expect(marksText([{ points, width: 0.2, weight: 1, erase: false }]).length).toBeLessThan(600);
  });

  it('brings back every step of a pressure, for one character a point', () => {
    const pressures = Array.from({ length: 51 }, (_, step) => step / 50);
    const points = pressures.map((_, index): [number, number] => [(30 * index) / 1000, 0]);
    const stroke = { points, width: 0.2, weight: 1, erase: false };
    const pen: Target = { kind: 'drawing', strokes: [{ ...stroke, pressures }] };
    expect(roundTrip({ subject: pen }).subject).toEqual(pen);
    expect(marksText(pen.strokes).length - marksText([stroke]).length).toBe(51 + ',p'.length);
  });

  it('from before there were pressures still opens', () => {
    expect(readLink('#v=1&t=drawing.0.2,1,e,s0.4,g3!+rs-k+1+1').subject).toEqual({
      kind: 'drawing',
      strokes: [
        {
          points: [
            [1, -0.02],
            [1.001, -0.019],
          ],
          width: 0.2,
          weight: 1,
          erase: true,
          softness: 0.4,
          group: 3,
        },
      ],
    });
  });

  it.each([
    '#t=drawing.0.2,1,pa!+1+1+1+1',
    '#t=drawing.0.2,1,pZ!+1+1',
    '',
    '#',
    '#t=',
    '#t=drawing.0.2,1!+1',
    '#t=drawing.0,1!+1+1',
    '#t=mixture.1,2',
    '#t=nonsense.3',
    '#x=y',
  ])('that makes no sense (%s) says nothing', (hash) => {
    expect(readLink(hash)).toEqual(NOTHING);
  });

  it('brings back the pace', () => {
    expect(roundTrip({ sights: { pace: 240 } }).sights).toEqual({ pace: 240 });
    expect(roundTrip({ sights: { training_pace: 0.5 } }).sights).toEqual({ training_pace: 0.5 });
  });

  it.each([
    ['#v=2&t=preset.spiral', /from a newer Scorescape.*reload/],
    ['#v=1.5&t=preset.spiral&zoom=3', /from a newer Scorescape.*without "zoom"/],
    ['#v=nonsense&t=preset.spiral', /from a newer Scorescape/],
    ['#v=1&t=preset.spiral&p=score-matching;sigma=%E0%A4', /damaged: the panels .* copy the whole link/],
    ['#t=preset.spiral&s=&w=fast', /damaged: the sampler and the pace/],
    ['#t=preset.spiral&zoom=3', /does not know \(zoom\)/],
  ])('that is of another version or damaged (%s) is said, and what is understood is taken', (hash, words) => {
    expect(linkFault(hash)).toMatch(words);
    expect(readLink(hash)).toMatchObject({ subject: { kind: 'preset', name: 'spiral' } });
    expect(readLink(hash).processes ?? []).toEqual([]);
  });

  it('of an older page, without a version, is a link like any other', () => {
    expect(linkFault('#t=preset.spiral&p=score-matching;seed=3')).toBeNull();
  });

  it('brings back a lens with its settings', () => {
    const lens = { name: 'low-density', settings: { quantile: 0.02 } };
    expect(roundTrip({ sights: { lens } }).sights).toEqual({ lens });
    expect(roundTrip({ sights: { lens: null, layers: null } })).toEqual(NOTHING);
  });

  it('brings back the layers and the camera', () => {
    const sights = { layers: 'density;1+streamlines-arrows;d3', camera: { x: 0.23704, y: -2, zoom: 3.375 } };
    expect(roundTrip({ sights }).sights).toEqual(sights);
  });

  it('names the network of a panel, and leaves out what a server has written as null', () => {
    const run = { objective: 'diffusion', architecture: 'mine', settings: {}, network: {}, optimiser: {} };
    expect(roundTrip({ processes: [{ run }] }).processes).toEqual([{ run }]);
    expect(writeLink({ processes: [{ run: { ...run, architecture: null } }] })).toBe('#v=1&p=diffusion');
  });

  it('says of every panel what all of them share, but for the sampler', () => {
    const common = { run: { objective: 'diffusion' }, sampler: { sampler: 'mala' } };
    expect(writeLink({ common, processes: [{}, { sampler: { sampler: 'hmc' } }] })).toBe(
      '#v=1&p=diffusion&p=diffusion&s=mala&o=2;hmc',
    );
  });
});
