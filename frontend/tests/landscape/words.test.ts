import { describe, expect, it } from 'vitest';

import type { Relief } from '../../src/landscape/relief';
import { cutInWords, doubtInWords, heightInWords, inWords } from '../../src/landscape/words';

const RELIEF: Relief = { side: 1, heights: Float32Array.of(0), floor: 1.25, reach: 8, cut: 0.25, lowest: [-1.04, 2] };

describe('a landscape in words', () => {
  it('says where it is cut off, and nothing where it is not', () => {
    expect(cutInWords(RELIEF)).toContain('Cut off at 9.25 nats: 25 % of the box');
    expect(cutInWords({ ...RELIEF, cut: 0 })).toBe('');
  });

  it('says its lowest point and whether particles lie on it', () => {
    expect(inWords(RELIEF, 2, 0)).toBe(
      'Landscape of panel 2: minus log density in nats over the box. Its lowest point, 1.25 nats, is at x −1, y 2. ' +
        'No particles lie on it.',
    );
    expect(inWords(RELIEF, 2, 300)).toContain('300 particles lie on it.');
  });

  it('says whose density it is', () => {
    expect(heightInWords('model')).toContain('energy model');
    expect(heightInWords('exact')).toContain('exact density');
  });

  it('says when its normaliser may not be believed, of the model alone', () => {
    const panel = { energy: null, doubtOf: (name: string) => (name === 'log_z' ? 'The grid cannot see it.' : null) };
    expect(doubtInWords('model', panel)).toContain('wrong by one constant. The grid cannot see it.');
    expect([doubtInWords('exact', panel), doubtInWords('model', null)]).toEqual(['', '']);
    expect(doubtInWords('model', { energy: null, doubtOf: () => null })).toBe('');
  });
});
