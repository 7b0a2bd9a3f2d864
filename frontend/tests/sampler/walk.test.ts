import { describe, expect, it } from 'vitest';

import { groundsOf, walkInWords } from '../../src/sampler/walk';

describe('the walk that Sample starts, in words', () => {
  it('says what is left out as what it will be', () => {
    expect(walkInWords({}, 60)).toBe(
      '2\u202f000 particles a panel start uniformly over the box and walk on the learnt field, at most 60 steps a second.',
    );
  });

  it('says what was chosen', () => {
    const words = walkInWords({ n_particles: 300, init: 'data', field: 'exact' }, 7);
    expect(words).toContain('300 particles a panel start at the data and walk on the exact field, at most 7 steps');
  });
});

describe('what there is to walk on', () => {
  it('has experts where the drawing is a product, or where they were chosen', () => {
    const names = (kind: 'product' | 'union', chosen: 'exact' | 'experts') =>
      groundsOf({ kind }, chosen).map(([name]) => name);
    expect(names('product', 'exact')).toEqual(['learned', 'exact', 'experts']);
    expect(names('union', 'exact')).toEqual(['learned', 'exact']);
    expect(names('union', 'experts')).toContain('experts');
  });
});
