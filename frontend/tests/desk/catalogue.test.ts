import { describe, expect, it } from 'vitest';

import { Catalogue } from '../../src/desk/catalogue.svelte';

type Api = ConstructorParameters<typeof Catalogue>[0];

const ENTRIES = {
  objectives: [{ name: 'score-matching', loss_unit: '1/unit^2' }],
  samplers: [{ name: 'mala' }],
  lenses: [{ name: 'energy' }],
  targets: [],
  measures: [{ name: 'loss' }],
};

const answering = (catalogue: () => Promise<unknown>) => new Catalogue({ catalogue } as unknown as Api);

describe('the catalogue', () => {
  it('is empty until the server has told it, and knows entries by their names then', async () => {
    const catalogue = answering(() => Promise.resolve(ENTRIES));
    expect([catalogue.objectives, catalogue.entries]).toEqual([[], null]);
    await catalogue.load();
    expect(catalogue.objective('score-matching')).toBe(ENTRIES.objectives[0]);
    expect(catalogue.sampler('mala')).toBe(ENTRIES.samplers[0]);
    expect(catalogue.lens('energy')).toBe(ENTRIES.lenses[0]);
    expect(catalogue.measure('loss')).toBe(ENTRIES.measures[0]);
    expect(catalogue.sampler('energy')).toBeUndefined();
  });

  it('writes the unit of a loss as it is printed, and none for an unknown objective', async () => {
    const catalogue = answering(() => Promise.resolve(ENTRIES));
    await catalogue.load();
    expect(catalogue.lossUnit('score-matching')).toBe('1/unit²');
    expect(catalogue.lossUnit(undefined)).toBe('');
  });

  it('says why it is not there until it is', async () => {
    let answer: () => Promise<unknown> = () => Promise.reject(new Error('The server answered 502.'));
    const catalogue = answering(() => answer());
    await catalogue.load();
    expect(catalogue.fault).toBe('The server answered 502.');
    answer = () => Promise.resolve(ENTRIES);
    await catalogue.load();
    expect(catalogue.fault).toBeNull();
  });
});
