import { describe, expect, it } from 'vitest';

import { hiddenInWords, offBox } from '../../src/lib/mass';

describe('mass that no bar shows', () => {
  it('is counted with its neighbours, which is said', () => {
    expect(hiddenInWords(0, 0)).toBe('');
    expect(hiddenInWords(1, 0.0015)).toBe('1 mode under 0.2 % is counted with its neighbour (0.1 %).');
    expect(hiddenInWords(12, 0.014)).toBe('12 modes under 0.2 % are counted with their neighbours (1.4 % together).');
  });

  it('lies off the box: nothing of a tail, calmly of a little, strongly of much', () => {
    const warning = '31 % of the mass lies outside the box: move it inside.';
    expect(offBox(0.0009, '')).toBeNull();
    expect(offBox(0.03, 'A warning.')).toEqual({ words: '3.0 % of the mass lies off the box.', warns: false });
    expect(offBox(0.31, warning)).toEqual({ words: warning, warns: true });
    expect(offBox(0.31, '')).toEqual({ words: '31 % of the mass lies off the box.', warns: true });
  });
});
