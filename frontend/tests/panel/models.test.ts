import { describe, expect, it } from 'vitest';

import type { NetworkEntry, ObjectiveEntry } from '../../src/desk/catalogue.svelte';
import { modelOf, modelsFor, withModel } from '../../src/panel/models';

const network = (name: string, parameterisation: 'score' | 'energy', noise_conditional = false): NetworkEntry => ({
  name,
  title: name.toUpperCase(),
  parameterisation,
  noise_conditional,
  normalised: false,
  smooth: {},
  schema: { properties: { n_bumps: {}, width: {} } },
});
const OURS = [
  network('energy', 'energy'),
  network('score', 'score'),
  network('noise-conditional-energy', 'energy', true),
  network('noise-conditional-score', 'score', true),
];
const BUMPS = network('bumps', 'energy');
const ALL = [...OURS, BUMPS, network('ladder', 'score', true)];
const objective = (learns: ('score' | 'energy')[], noise_conditional = false) =>
  ({ name: 'o', title: 'O', learns, noise_conditional }) as ObjectiveEntry;
const BOTH = objective(['score', 'energy']);
const titles = (entry: ObjectiveEntry | undefined, networks: readonly NetworkEntry[]) =>
  modelsFor(entry, networks).map(({ title }) => title);
const chosen = (value: string) => {
  const found = modelsFor(BOTH, ALL).find((each) => each.value === value);
  if (!found) throw new Error(value);
  return found;
};

describe('the models that a panel may learn', () => {
  it('are a score and an energy where nothing was added', () => {
    expect(titles(BOTH, OURS)).toEqual(['score', 'energy']);
    expect(titles(objective(['energy']), OURS)).toEqual(['energy']);
    expect(titles(undefined, [])).toEqual(['score', 'energy']);
  });

  it('are, by title, also the networks that the objective can teach', () => {
    expect(titles(BOTH, ALL)).toEqual(['score', 'energy', 'BUMPS']);
    expect(titles(objective(['score']), ALL)).toEqual(['score']);
    expect(titles(objective(['score', 'energy'], true), ALL)).toEqual(['score', 'energy', 'LADDER']);
  });

  it('name the network of a run, or its kind', () => {
    const models = modelsFor(BOTH, ALL);
    expect(modelOf({}, models)?.value).toBe('score');
    expect(modelOf({ model: 'energy', architecture: 'energy' }, models)?.value).toBe('energy');
    expect(modelOf({ model: 'energy', architecture: 'bumps' }, models)?.value).toBe('bumps');
    expect(modelOf({ model: 'energy', architecture: 'gone' }, models)?.value).toBe('energy');
  });
});

describe('a run with another model', () => {
  const schema = { properties: { width: {}, depth: {} } };

  it('has its network and what that is; the settings stay that it has too', () => {
    const run = { objective: 'o', model: 'score', network: { width: 16, depth: 2 }, seed: 3 } as const;
    expect(withModel(run, chosen('bumps'), BUMPS.schema)).toEqual({
      objective: 'o',
      model: 'energy',
      architecture: 'bumps',
      network: { width: 16 },
      seed: 3,
    });
  });

  it('has what an objective by parts asks of its network, and only there', () => {
    const flow: NetworkEntry = { ...network('flow', 'energy'), normalised: true, smooth: { transform: 'affine' } };
    const taught = (by_parts: boolean) =>
      modelsFor({ ...BOTH, by_parts }, [flow]).find(({ value }) => value === 'flow');
    const [by_parts, plain] = [taught(true), taught(false)];
    if (!by_parts || !plain) throw new Error('no flow');
    expect(withModel({ objective: 'o' }, by_parts, undefined)).toEqual({
      objective: 'o',
      model: 'energy',
      architecture: 'flow',
      network: { transform: 'affine' },
    });
    expect(withModel({ objective: 'o' }, plain, undefined)).toEqual({
      objective: 'o',
      model: 'energy',
      architecture: 'flow',
    });
  });

  it('has no network by name where it is one of ours', () => {
    const run = { model: 'energy', architecture: 'bumps', network: { n_bumps: 5, width: 16 } } as const;
    expect(withModel(run, chosen('score'), schema)).toEqual({ model: 'score', network: { width: 16 } });
    expect(withModel({ network: { odd: 1 } }, chosen('energy'), schema)).toEqual({
      model: 'energy',
      network: { odd: 1 },
    });
  });
});
